import Fastify, { type FastifyInstance } from 'fastify';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { securityHeaders, setSecurityHeaders } from './security-headers.ts';
import { serveFolder } from './static-files.ts';

const isPage = (url: string): boolean => !/^\/(api|assets)\//.test(url);
const INDEX = '<!doctype html><title>Console</title>';
const SCRIPT = 'console.log("x");'.repeat(200);

let app: FastifyInstance;
let url = '';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-static-'));
  const root = join(folder, 'dist');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'outside');
  await writeFile(join(root, 'index.html'), INDEX);
  await writeFile(join(root, 'assets', 'app-1a2b.js'), SCRIPT);
  await writeFile(join(root, 'notes.exe'), 'no type of ours');
  await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
  app = Fastify();
  setSecurityHeaders(app, securityHeaders(false));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send('not found'));
  await serveFolder(app, root, isPage);
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(new URL(path, url), { headers });

/** The path as it is, which `fetch` would tidy up first. */
const getRaw = async (path: string): Promise<string> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n`);
  return text(socket);
};

test('an answer that depends on what is accepted says so, whichever it is', async () => {
  const varyOf = async (path: string, accept: string) => (await get(path, { accept })).headers.get('vary');
  expect(await varyOf('/health', 'text/html')).toBe('accept, accept-encoding');
  expect(await varyOf('/health', 'application/json')).toBe('accept');
  expect(await varyOf('/', 'text/html')).toBe('accept-encoding');
  expect(await varyOf('/api/nope', 'text/html')).toBeNull();
});

test('a file is served with its type and its policy', async () => {
  const answer = await get('/assets/app-1a2b.js');
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
    200,
    'text/javascript; charset=utf-8',
    SCRIPT,
  ]);
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
});

test('what is named by its contents may be kept for ever, the page that names it must be asked for again', async () => {
  expect((await get('/assets/app-1a2b.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await get('/index.html')).headers.get('cache-control')).toBe('no-cache');
});

test.each(['/', '/index.html', '/health', '/decisions/01890000-0000-7000-8000-000000000000?tab=x'])(
  'a browser that opens %s gets the console',
  async (path) => {
    const answer = await get(path, { accept: 'text/html,application/xhtml+xml' });
    expect([answer.status, await answer.text()]).toEqual([200, INDEX]);
  },
);

test.each(['/api/v1/nope', '/assets/gone.js'])(
  'a browser that opens %s, which is no page, gets a 404',
  async (path) => {
    expect((await get(path, { accept: 'text/html' })).status).toBe(404);
  },
);

test.each(['/health', '/nope.js'])('a program that asks for %s gets a 404 and not the console', async (path) => {
  expect((await get(path, { accept: 'application/json' })).status).toBe(404);
  expect((await get(path)).status).toBe(404);
});

describe('no path leads out of the folder', () => {
  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '//../secret.txt',
    '/assets/..%00/secret.txt',
    '/link.txt',
    '/%00',
    '/index.html%00',
    '/..%c0%afsecret.txt',
    '/....//secret.txt',
    'http://x/../secret.txt',
  ])('%s', async (path) => {
    const answer = await getRaw(path);
    expect(answer).not.toContain('outside');
    expect(answer).toMatch(/^HTTP\/1\.1 (200|400|404) /);
  });

  test('a file of no type that we serve is not served', async () => {
    expect((await get('/notes.exe')).status).toBe(404);
  });
});

describe('a file that a browser has', () => {
  test('is not sent again', async () => {
    const etag = (await get('/index.html')).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, `"other",W/${etag}`]) {
      const answer = await get('/index.html', { 'if-none-match': tags });
      expect([tags, answer.status, await answer.text(), answer.headers.get('etag')]).toEqual([tags, 304, '', etag]);
    }
    expect((await get('/index.html', { 'if-none-match': '"other"' })).status).toBe(200);
  });
});

describe('compression', () => {
  // fetch unpacks by itself, so the bytes are taken from the injected answer
  const encodingOf = async (acceptEncoding: string | undefined) => {
    const answer = await app.inject({
      url: '/assets/app-1a2b.js',
      headers: acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding },
    });
    return { encoding: answer.headers['content-encoding'], body: answer.rawPayload, vary: answer.headers['vary'] };
  };

  test.each(['gzip', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8', 'GZIP', 'deflate, gzip;q=0.001'])(
    '%s gets it packed',
    async (accept) => {
      const { encoding, body, vary } = await encodingOf(accept);
      expect([encoding, vary, gunzipSync(body).toString()]).toEqual(['gzip', 'accept-encoding', SCRIPT]);
    },
  );

  test.each([undefined, '', 'identity', 'br', 'gzip;q=0', 'gzip; q=0.000, br', 'gzipped', 'x-gzip-not'])(
    '%s gets it plain',
    async (accept) => {
      const { encoding, body } = await encodingOf(accept);
      expect([encoding, body.toString()]).toEqual([undefined, SCRIPT]);
    },
  );
});

test('a console that was never built is not served, and nothing else is disturbed', async () => {
  const other = Fastify();
  expect(await serveFolder(other, join(folder, 'nowhere'), isPage)).toBe(false);
  expect((await other.inject('/')).statusCode).toBe(404);
});
