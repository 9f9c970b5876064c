import { contract } from '@holdfast/protocol/contract';
import { topic } from '@holdfast/protocol/live/topic';
import { socketContract } from '@holdfast/protocol/sockets/socket-contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { html, Html, prose } from './html.ts';
import { documentsPage } from './page.ts';

test('what is put into a template is escaped, and what is HTML already is not', () => {
  expect(html`<p title="${'"\'&<>'}">${html`<b>${'<i>'}</b>`}</p>`.text).toBe(
    '<p title="&quot;&#39;&amp;&lt;&gt;"><b>&lt;i&gt;</b></p>',
  );
  expect(html`${[html`<a>`, html`<b>`]}${7}`.text).toBe('<a><b>7');
});

test('no text can leave its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(html`${text}`.text).not.toMatch(/[<>"']/);
      expect(html`${text}`).toBeInstanceOf(Html);
    }),
  );
});

test('a contract whose words are hostile makes a page that is not', () => {
  const hostile = '<script>alert(1)</script>"\'';
  const page = documentsPage({
    contracts: [
      contract({
        name: `x.${hostile}`,
        method: 'GET',
        path: `/${hostile}`,
        summary: hostile,
        permission: { open: hostile },
        query: z.strictObject({ [hostile]: z.string().default(hostile).describe(hostile) }),
        answers: { 200: z.strictObject({ a: z.enum([hostile]), b: z.literal(hostile) }) },
      }),
    ],
    sockets: [
      socketContract({
        name: `y.${hostile}`,
        path: `/ws/${hostile}`,
        summary: hostile,
        permission: 'work:read',
        receives: { [hostile]: { fields: z.strictObject({ [hostile]: z.string() }) } },
        sends: {},
      }),
    ],
    topics: [
      topic({
        name: hostile,
        means: hostile,
        permission: 'work:read',
        scope: 'of-one',
        events: { [hostile]: z.object({}) },
      }),
    ],
    version: hostile,
  });
  expect(page).not.toContain('<script');
  expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(5);
});

test('what stands between backticks is code, and a backtick alone is one', () => {
  expect(prose('Mend `a<b` and `c`, not ` this.').text).toBe(
    'Mend <code>a&lt;b</code> and <code>c</code>, not ` this.',
  );
});

const said = z.strictObject({ text: z.string() });

const spoken = documentsPage({
  contracts: [
    contract({
      name: 'x.read',
      method: 'GET',
      path: '/x',
      summary: 'Reads `x`.',
      permission: { open: 'it is of everybody' },
      answers: { 200: said, 503: said },
    }),
  ],
  sockets: [
    socketContract({
      name: 'talk.room',
      path: '/ws/rooms/{id}',
      summary: 'A room.',
      permission: 'work:read',
      receives: { say: { fields: said } },
      sends: { heard: { fields: said } },
    }),
  ],
  topics: [
    topic({ name: 'rooms', means: 'A room changed.', permission: 'work:read', scope: 'of-one', events: { said } }),
  ],
  version: '1',
});

test('answers of one form are one table', () => {
  expect(spoken).toContain('<h4>Answer 200 and 503</h4>');
  expect(spoken).toContain('Reads <code>x</code>.');
});

test('a socket is told with its messages both ways and why it closes, a topic with its events', () => {
  for (const text of ['/ws/rooms/{id}', 'To the server: say', 'To the client: heard', '<code>4001</code> signed_out'])
    expect(spoken).toContain(text);
  expect(spoken).toContain('<code>rooms:{id}</code>');
  expect(spoken).toContain('Event said');
});

test('where there are no sockets and topics nothing is said of them', () => {
  const silent = documentsPage({ contracts: [], sockets: [], topics: [], version: '1' });
  expect(silent).not.toMatch(/sockets|topics/u);
});
