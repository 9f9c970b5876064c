import { beforeAll, expect, test } from 'vitest';
import { join, send, setUp, type Who } from '../ground/first-account.ts';
import { openSocket } from '../ground/raw-socket.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
let first: Who;

beforeAll(async () => {
  first = await setUp(system);
});

/** A request whose headers are there and whose body is kept back. */
const begin = async (line: string, token: string, json: unknown) => {
  const socket = await openSocket(system.url);
  const body = JSON.stringify(json);
  socket.send(
    [
      `${line} HTTP/1.1`,
      `Host: ${new URL(system.url).host}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body.slice(0, -1),
    ].join('\r\n'),
  );
  return async () => {
    socket.send(body.slice(-1));
    const [answer] = await socket.answers(1);
    return answer;
  };
};
/** What it came with was looked at: that is told a moment after it was let in. */
const isLetIn = (statement: string, id: string) =>
  expect.poll(async () => (await system.database.as('admin', statement, [id])).rows).toHaveLength(1);
const SIGN_IN_USED = 'select from auth.sign_ins where account_id = $1 and seen_at > created_at';
const KEY_USED = 'select from identity.keys where id = $1 and used_at is not null';

test('a key that is ended while the body of its request is on its way makes no other', async () => {
  const made = await send(system, 'POST /api/v1/keys', {
    token: first.token,
    json: { name: 'stolen', scopes: ['keys:manage'] },
  });
  const { id, key } = made.body as { id: string; key: string };
  const goOn = await begin('POST /api/v1/keys', key, { name: 'the next', scopes: ['keys:manage'] });
  await isLetIn(KEY_USED, id);
  expect((await send(system, `DELETE /api/v1/keys/${id}`, { token: first.token })).status).toBe(204);
  expect((await goOn())?.status).toBe(401);
});

test('whoever is shut out, or is no admin any more, while a body is on its way does nothing with it', async () => {
  for (const [change, status] of [
    [{ active: false }, 401],
    [{ role: 'viewer' }, 403],
  ] as const) {
    const admin = await join(system, first.workspace, 'admin');
    const goOn = await begin('POST /api/v1/invitations', admin.token, {
      email: `${admin.account}-again@example.com`,
      role: 'admin',
    });
    await isLetIn(SIGN_IN_USED, admin.account);
    const changed = await send(system, `PATCH /api/v1/members/${admin.member}`, {
      token: first.token,
      json: change,
      headers: { 'if-match': '"1"' },
    });
    expect(changed.status).toBe(200);
    expect((await goOn())?.status).toBe(status);
  }
});

test('whoever signed out everywhere else while a body is on its way does nothing with it', async () => {
  const one = await join(system, first.workspace, 'viewer');
  const goOn = await begin('PATCH /api/v1/me', one.token, { name: 'A thief' });
  await isLetIn(SIGN_IN_USED, one.account);
  expect((await send(system, 'POST /api/v1/sign-out-everywhere', { token: one.token })).status).toBe(204);
  expect((await goOn())?.status).toBe(401);
});
