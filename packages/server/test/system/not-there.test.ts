import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ask, type Asked } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const NOTES = '/api/v1/probe/notes';

/** All that may differ between two answers about things that are not there. */
const bare = ({ text }: Asked): string =>
  text.replace(/"trace_id":"[0-9a-f]{32}"/, '"trace_id":""').replace(/"instance":"[^"]*"/, '"instance":""');
const headersOf = ({ headers }: Asked): [string, string][] => [...headers].filter(([name]) => name !== 'date');

test('a note of another workspace answers exactly as one that was never there', async () => {
  const mine = randomUUID();
  const { body: note } = await ask(system, `POST ${NOTES}`, { workspace: mine, json: { title: 'mine' } });
  const { id } = note as { id: string };
  const change = { json: { title: 'x' }, headers: { 'if-match': '"1"' } };

  expect((await ask(system, `GET ${NOTES}/${id}`, { workspace: mine })).status).toBe(200);
  for (const [method, more] of [
    ['GET', {}],
    ['PATCH', change],
    ['DELETE', {}],
  ] as const) {
    const theirs = await ask(system, `${method} ${NOTES}/${id}`, more);
    const nobodys = await ask(system, `${method} ${NOTES}/${randomUUID()}`, more);
    expect([theirs.status, theirs.body]).toMatchObject([404, { code: 'not_found' }]);
    expect(bare(theirs)).toBe(bare(nobodys));
    expect(headersOf(theirs)).toEqual(headersOf(nobodys));
  }
  expect((await ask(system, `GET ${NOTES}/${id}`, { workspace: mine })).body).toEqual(note);
});

test.each([
  '/nope',
  '/api/v1/nope',
  '/api/v1/probe/notes/x/y',
  '/API/v1/probe/notes',
  '/livez/',
  '/%2e%2e/etc/passwd',
  '/..%2f..%2fetc/passwd',
  '/assets/../../package.json',
  '/docs/%00',
])('%s is no path', async (path) => {
  const answer = await ask(system, `GET ${path}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  expect(answer.body).toMatchObject({
    type: '/docs#error-not_found',
    title: 'Not found',
    detail: expect.stringMatching(/^There is no endpoint \/\S+\. See \/docs\.$/),
    status: 404,
    code: 'not_found',
    trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

test.each(['/api/v1/probe/counters/%ff', '/api/v1/probe/counters/%', '/%c0%ae'])(
  '%s is no text, so nothing can be looked for',
  async (path) => {
    expect(await ask(system, `GET ${path}`)).toMatchObject({
      status: 400,
      body: { code: 'malformed', detail: 'The path of the URL cannot be read.' },
    });
  },
);

test('a path that is no endpoint is named, and cut where it is long', async () => {
  const { body } = await ask(system, 'GET /nope?token=canary');
  expect(body).toMatchObject({ detail: 'There is no endpoint /nope. See /docs.' });
  const long = (await ask(system, `GET /${'x'.repeat(5000)}`)).body as { detail: string };
  expect(long.detail.length).toBeLessThan(250);
});

test('a path with a parameter longer than any of ours leads nowhere', async () => {
  expect((await ask(system, `GET /api/v1/probe/counters/${'x'.repeat(100)}`)).status).toBe(200);
  expect((await ask(system, `GET /api/v1/probe/counters/${'x'.repeat(101)}`)).status).toBe(422);
  expect((await ask(system, `GET /api/v1/probe/counters/${'x'.repeat(257)}`)).status).toBe(404);
});

test('a path that cannot exist as text is refused as a field', async () => {
  expect(await ask(system, 'GET /api/v1/probe/counters/a%00b')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/params/name' }] },
  });
  expect(await ask(system, `GET ${NOTES}/7`)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/params/note_id' }] },
  });
});

test('a name with any sign in it is found under its own path', async () => {
  for (const name of ['a b', 'ä/ö', '%', '?', '#', '../x', '😀', '__proto__', 'constructor']) {
    const answer = await ask(system, `GET /api/v1/probe/counters/${encodeURIComponent(name)}`);
    expect(answer).toMatchObject({ status: 200, body: { name } });
  }
});

test('the path in a problem is without its query, which may hold what must not be repeated', async () => {
  const answer = await ask(system, `GET ${NOTES}?token=canary`);
  expect(answer).toMatchObject({ status: 422, body: { instance: NOTES } });
  expect(answer.text).not.toContain('canary');
});
