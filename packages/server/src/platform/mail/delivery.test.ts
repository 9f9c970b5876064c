import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { noMail } from './no-mail.ts';
import { startMailServer } from './testing/mail-server.ts';
import { aMessage, refusing, setUp } from './testing/mail.ts';

describe('delivery', () => {
  test('a message arrives with its text, its HTML and its id, and nothing is logged', async () => {
    const server = await startMailServer();
    const { mail, lines, metrics } = setUp(`smtp://127.0.0.1:${server.port}`);
    expect(await mail.send(aMessage({ messageId: '<one@example.com>' }))).toEqual([
      { address: 'ann@example.com', outcome: 'accepted', reason: '' },
    ]);
    expect(server.received).toMatchObject([{ from: 'holdfast@example.com', to: ['ann@example.com'] }]);
    const source = server.received[0]?.source ?? '';
    for (const part of [
      'From: Holdfast <holdfast@example.com>',
      'To: ann@example.com',
      'Subject: Hello',
      'Message-ID: <one@example.com>',
      'Auto-Submitted: auto-generated',
      'multipart/alternative',
      'text/plain',
      'text/html',
    ])
      expect(source).toContain(part);
    expect(lines).toEqual([]);
    expect(await metrics.render()).toContain('holdfast_mail_deliveries_total{outcome="accepted"} 1');
  });

  test('one refused recipient among several is told apart from one who may come later', async () => {
    const server = await startMailServer({
      onRcptTo: ({ address }, _session, done) => {
        if (address.startsWith('gone')) done(refusing(550, 'No such user'));
        else if (address.startsWith('grey')) done(refusing(451, 'Greylisted, come back'));
        else done();
      },
    });
    const { mail, lines, metrics } = setUp(`smtp://127.0.0.1:${server.port}`);
    const to = ['gone@example.com', 'ann@example.com', 'grey@example.com', 'gone@b\u00fccher.example'];
    expect(await mail.send(aMessage({ to }))).toMatchObject([
      { address: 'gone@example.com', outcome: 'permanent', reason: expect.stringContaining('No such user') },
      { address: 'ann@example.com', outcome: 'accepted' },
      { address: 'grey@example.com', outcome: 'temporary', reason: expect.stringContaining('Greylisted') },
      { address: 'gone@b\u00fccher.example', outcome: 'permanent' },
    ]);
    expect(server.received).toMatchObject([{ to: ['ann@example.com'] }]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      event: 'mail_failed',
      recipients: 4,
      temporary: 1,
      permanent: 2,
    });
    expect(lines.join('')).not.toMatch(/gone|grey|ann|No such user/);
    expect(await metrics.render()).toContain('holdfast_mail_deliveries_total{outcome="permanent"} 2');
  });

  test('when all are refused, each hears its own reason', async () => {
    const server = await startMailServer({
      onRcptTo: ({ address }, _session, done) => done(refusing(address.startsWith('grey') ? 451 : 550, 'no')),
    });
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`);
    expect(
      (await mail.send(aMessage({ to: ['grey@a.example', 'gone@a.example'] }))).map(({ outcome }) => outcome),
    ).toEqual(['temporary', 'permanent']);
  });

  test.each([
    ['the sender', 550, 'permanent'],
    ['the sender', 451, 'temporary'],
    ['the message', 554, 'permanent'],
    ['the message', 452, 'temporary'],
  ])('%s refused with %i is %s', async (what, code, outcome) => {
    const server = await startMailServer(
      what === 'the sender'
        ? { onMailFrom: (_address, _session, done) => done(refusing(code, 'no')) }
        : { onData: (stream, _session, done) => stream.resume().on('end', () => done(refusing(code, 'no'))) },
    );
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`);
    expect(await mail.send(aMessage())).toMatchObject([{ outcome }]);
  });

  test('three megabytes arrive, and what is more than the server takes is refused for good', async () => {
    const server = await startMailServer({ size: 16 * 1024 * 1024 });
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`);
    const line = `${'x'.repeat(70)}\r\n`;
    expect(await mail.send(aMessage({ text: line.repeat(45_000) }))).toMatchObject([{ outcome: 'accepted' }]);
    expect(server.received[0]?.source.length).toBeGreaterThan(3_000_000);
    const small = await startMailServer({ size: 1000 });
    const { mail: other } = setUp(`smtp://127.0.0.1:${small.port}`);
    expect(await other.send(aMessage({ text: line.repeat(1000) }))).toMatchObject([{ outcome: 'permanent' }]);
  });

  test('subjects, texts and addresses of every script arrive', async () => {
    const server = await startMailServer();
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`);
    const subject = 'Gr\u00fc\u00dfe aus \u6771\u4eac \u{1f680} '.repeat(8).trim();
    const to = ['\u0438\u0432\u0430\u043d@\u043f\u0440\u0438\u043c\u0435\u0440.example', 'ann@b\u00fccher.example'];
    expect((await mail.send(aMessage({ to, subject, text: subject }))).map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'accepted',
    ]);
    const { source = '', to: envelope } = server.received[0] ?? {};
    expect(envelope?.[0]).toContain('\u0438\u0432\u0430\u043d@');
    const words = [...source.matchAll(/=\?UTF-8\?(?<kind>[BQ])\?(?<text>[^?]*)\?=/gi)].map(({ groups }) =>
      groups?.['kind'] === 'B'
        ? Buffer.from(groups['text'] ?? '', 'base64')
        : Buffer.from(
            (groups?.['text'] ?? '')
              .replaceAll('_', ' ')
              .replaceAll(/=(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ),
    );
    expect(Buffer.concat(words).toString()).toContain(subject);
  });

  test('a server that knows no such addresses refuses this one for good', async () => {
    const server = await startMailServer({
      hideSMTPUTF8: true,
      onMailFrom: (_a, _s, done) => done(),
      onRcptTo: ({ address }, _s, done) => (/^[ -~]*$/.test(address) ? done() : done(refusing(553, 'ASCII please'))),
    });
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`);
    expect(await mail.send(aMessage({ to: ['\u0438\u0432\u0430\u043d@example.com'] }))).toMatchObject([
      { outcome: 'permanent' },
    ]);
  });
});

test('without a mail server callers can ask, and sending says what an operator does', async () => {
  expect(noMail.isConfigured).toBe(false);
  await expect(noMail.send(aMessage())).rejects.toMatchObject({ code: 'mail_not_configured' });
});
