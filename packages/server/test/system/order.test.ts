import { describe, expect, test } from 'vitest';
import { ask, fieldsOf } from '../ground/ask.ts';
import { openSocket } from '../ground/raw-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

/** Size, authenticate, workspace, authorise, parse, handle: what stands earlier answers, however wrong the rest is. */
const system = useSystem();

const NOTES = '/api/v1/probe/notes';
const BROKEN = '{"title": '.padEnd(900 * 1024, '[');

test('a stranger is answered 401 and its broken 900 KB are never parsed', async () => {
  const answer = await ask(system, `POST ${NOTES}`, { role: 'nobody', raw: BROKEN });
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="holdfast"']);
  expect(answer.body).toMatchObject({ code: 'unauthenticated' });
});

test('a stranger is answered before a single byte of its body has come', async () => {
  const socket = await openSocket(system.url);
  socket.send(`POST ${NOTES} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n`);
  const [answer] = await socket.answers(1);
  expect(answer?.status).toBe(401);
});

test('the same broken body of somebody who may is 400', async () => {
  expect(await ask(system, `POST ${NOTES}`, { raw: BROKEN })).toMatchObject({
    status: 400,
    body: { code: 'malformed' },
  });
});

test('whoever may not is answered 403 and not what is wrong with the body', async () => {
  const answer = await ask(system, `POST ${NOTES}`, { role: 'viewer', json: { nonsense: true } });
  expect(answer).toMatchObject({
    status: 403,
    body: { code: 'forbidden', detail: 'This needs the permission knowledge:write.' },
  });
  expect(await ask(system, `POST ${NOTES}`, { role: 'viewer', raw: BROKEN })).toMatchObject({ status: 403 });
});

test('a body that says it is too large is 413, whoever sends it', async () => {
  for (const credentials of ['', `Authorization: Bearer ${tokenOf('analyst')}\r\n`]) {
    const socket = await openSocket(system.url);
    socket.send(
      `POST ${NOTES} HTTP/1.1\r\nHost: x\r\n${credentials}Content-Type: application/json\r\nContent-Length: 1048577\r\n\r\n`,
    );
    const [answer] = await socket.answers(1);
    expect([answer?.status, JSON.parse(answer?.body ?? '')]).toMatchObject([
      413,
      { code: 'too_large', detail: 'The body may have 1048576 bytes at most.' },
    ]);
  }
});

test('a body that grows too large without having said so is 413', async () => {
  const socket = await openSocket(system.url);
  socket.send(
    `POST ${NOTES} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('analyst')}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
  );
  for (let sent = 0; sent < 17; sent += 1) socket.send(`10000\r\n${' '.repeat(65_536)}\r\n`);
  const [answer] = await socket.answers(1);
  expect(answer?.status).toBe(413);
});

test('a body of exactly the greatest size is read', async () => {
  const answer = await ask(system, `POST ${NOTES}`, { raw: '{"title":"x"}'.padEnd(1024 * 1024, ' ') });
  expect(answer.status).toBe(201);
});

describe('a version that is missing, and a body that is wrong besides', () => {
  test('is 428: nothing else can be said before one knows what is being changed', async () => {
    const answer = await ask(system, `PATCH ${NOTES}/01890000-0000-7000-8000-000000000000`, {
      json: { nonsense: true },
    });
    expect(answer).toMatchObject({ status: 428, body: { code: 'version_missing' } });
  });

  test('is 422 for the body when the version is there, before anything is looked up', async () => {
    const answer = await ask(system, `PATCH ${NOTES}/01890000-0000-7000-8000-000000000000`, {
      json: { nonsense: true },
      headers: { 'if-match': '"1"' },
    });
    expect([answer.status, fieldsOf(answer)]).toEqual([422, ['/body/nonsense unknown_field']]);
  });
});

test('everything that is wrong with a request is told at once', async () => {
  const answer = await ask(system, `PATCH ${NOTES}/not-an-id`, {
    json: { title: '', body: 7, more: 1 },
    headers: { 'if-match': '"1"' },
  });
  expect(answer.status).toBe(422);
  expect(fieldsOf(answer)).toEqual(
    expect.arrayContaining([
      '/params/note_id invalid_format',
      '/body/title too_small',
      '/body/body invalid_type',
      '/body/more unknown_field',
    ]),
  );
});

test('an operator has no workspace, and is told so where one is needed', async () => {
  expect(await ask(system, `GET ${NOTES}`, { role: 'operator' })).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  });
  expect(await ask(system, 'POST /api/v1/probe/workspaces', { role: 'operator', json: { name: 'A' } })).toMatchObject({
    status: 201,
  });
  expect(await ask(system, 'POST /api/v1/probe/workspaces', { role: 'admin', json: { name: 'A' } })).toMatchObject({
    status: 403,
  });
});

test.each([
  '',
  'Bearer',
  'Bearer ',
  'Bearer probe.admin',
  'Basic YTpi',
  'bearer probe.admin.x.y',
  'Bearer probe.god.00000000-0000-4000-8000-000000000000.00000000-0000-4000-8000-000000000000',
])('credentials of the form %j are nobody\u2019s', async (authorization) => {
  expect(await ask(system, `GET ${NOTES}`, { role: 'nobody', headers: { authorization } })).toMatchObject({
    status: 401,
  });
});
