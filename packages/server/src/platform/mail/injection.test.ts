import { describe, expect, test } from 'vitest';
import type { Message } from './mail.ts';
import { startMailServer } from './testing/mail-server.ts';
import { aMessage, setUp } from './testing/mail.ts';

describe('what would become a header or a recipient is not sent', () => {
  test.each([
    [{ subject: 'Hi\r\nBcc: eve@example.com' }],
    [{ subject: 'Hi\nBcc: eve@example.com' }],
    [{ subject: 'Hi\u0000' }],
    [{ subject: 'Hi\u2028x' }],
    [{ subject: 'x'.repeat(999) }],
    [{ to: ['ann@example.com\r\nRCPT TO:<eve@example.com>'] }],
    [{ to: ['ann@example.com, eve@example.com'] }],
    [{ to: ['Ann <ann@example.com>'] }],
    [{ to: ['group: ann@example.com;'] }],
    [{ to: ['"ann eve"@example.com'] }],
    [{ to: ['ann@example.com>eve@example.com'] }],
    [{ to: ['ann(eve)@example.com'] }],
    [{ to: ['ann@[127.0.0.1]'] }],
    [{ to: ['ann@@example.com'] }],
    [{ to: ['@example.com'] }],
    [{ to: ['ann@'] }],
    [{ to: ['.ann@example.com'] }],
    [{ to: ['ann@-example.com'] }],
    [{ to: ['ann@example..com'] }],
    [{ to: [`${'a'.repeat(65)}@example.com`] }],
    [{ to: [`a@${'b'.repeat(64)}.com`] }],
    [{ to: [''] }],
    [{ messageId: '<a@b>\r\nBcc: eve@example.com' }],
    [{ messageId: 'a@b' }],
    [{ to: Array.from({ length: 101 }, (_, index) => `u${index}@example.com`) }],
  ])('%j', async (more: Partial<Message>) => {
    const server = await startMailServer();
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`);
    const deliveries = await mail.send(aMessage(more));
    expect(new Set(deliveries.map(({ outcome }) => outcome))).toEqual(new Set(['permanent']));
    expect(server.received).toEqual([]);
  });

  test('texts are content, whatever they look like, and name no files', async () => {
    const server = await startMailServer();
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`);
    await mail.send(
      aMessage({ text: '.\r\nMAIL FROM:<eve@example.com>\r\nQUIT\r\n.\r\n', html: '<img src="file:///etc/passwd">' }),
    );
    await mail.send(aMessage());
    expect(server.received.map(({ from, to }) => [from, to])).toEqual([
      ['holdfast@example.com', ['ann@example.com']],
      ['holdfast@example.com', ['ann@example.com']],
    ]);
    expect(server.received[0]?.source).toContain('MAIL FROM:<eve@example.com>');
    expect(server.received[0]?.source).not.toContain('root:');
  });

  test('a message to nobody has no deliveries', async () => {
    const { mail } = setUp('smtp://127.0.0.1:1');
    expect(await mail.send(aMessage({ to: [] }))).toEqual([]);
  });
});
