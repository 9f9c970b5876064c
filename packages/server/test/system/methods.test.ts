import { answersFile, type Contract } from '@holdfast/protocol/contract';
import { CONTRACTS } from '@holdfast/protocol/contracts';
import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { say } from '../ground/raw-socket.ts';
import { useSystem } from '../ground/system.ts';
import { PROBE_CONTRACTS } from '../probe/contracts.ts';

/**
 * Decided: GET comes with HEAD, as RFC 9110 asks for; a stream and a file that is made as it is
 * read do not, for nobody knows their length before.
 * OPTIONS is a method like another and answers 405: nobody but our own console calls from a page, so there is no CORS to negotiate.
 */
const system = useSystem();

const isMadeAsItIsRead = (contract: Contract): boolean => contract.events !== undefined || answersFile(contract);

const all = [...CONTRACTS, ...PROBE_CONTRACTS];
const paths = [...Map.groupBy(all, ({ path }) => path)].map(([path, contracts]) => {
  const methods = contracts.flatMap((contract) =>
    contract.method === 'GET' && !isMadeAsItIsRead(contract) ? ['GET', 'HEAD'] : [contract.method],
  );
  return { path: path.replaceAll(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000'), methods };
});

describe.each([
  ...paths,
  { path: '/docs', methods: ['GET', 'HEAD'] },
  { path: '/openapi.json', methods: ['GET', 'HEAD'] },
])('$path', ({ path, methods }) => {
  test.each(
    ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'].filter((method) => !methods.includes(method)),
  )('answers %s with 405 and what is allowed, to anybody and before any body', async (method) => {
    const answer = await say(
      system.url,
      `${method} ${path} HTTP/1.1\r\nHost: x\r\n${method === 'TRACE' ? '' : 'Content-Length: 0\r\n'}Connection: close\r\n\r\n`,
    );
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, methods.toSorted().join(', ')]);
  });
});

test('a method that nobody has heard of is 400 from the parser, and one of other trades is 404', async () => {
  expect((await say(system.url, 'FROB /livez HTTP/1.1\r\nHost: x\r\n\r\n')).status).toBe(400);
  expect((await say(system.url, 'PROPFIND /livez HTTP/1.1\r\nHost: x\r\n\r\n')).status).toBe(404);
});

test('HEAD is a GET whose body is kept back', async () => {
  for (const path of ['/livez', '/version', '/docs', '/api/v1/probe/notes']) {
    const [head, get] = [await ask(system, `HEAD ${path}`), await ask(system, `GET ${path}`)];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(get.text)));
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
  }
});

test('HEAD needs what GET needs', async () => {
  expect((await ask(system, 'HEAD /api/v1/probe/notes', { role: 'nobody' })).status).toBe(401);
  expect((await ask(system, 'HEAD /api/v1/probe/notes?nonsense=1')).status).toBe(422);
});

test('a 405 does not tell who may: it is the same for strangers and admins', async () => {
  const [stranger, admin] = [
    await ask(system, 'PUT /api/v1/probe/notes', { role: 'nobody', raw: '{' }),
    await ask(system, 'PUT /api/v1/probe/notes', { role: 'admin', raw: '{' }),
  ];
  expect([stranger.status, admin.status]).toEqual([405, 405]);
  expect(stranger.body).toMatchObject({ code: 'method_not_allowed', detail: 'This path answers GET, HEAD, POST.' });
});
