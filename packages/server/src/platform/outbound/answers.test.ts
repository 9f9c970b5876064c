import { constants, createGzip, gzipSync, brotliCompressSync, deflateSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutboundRequest } from './request.ts';
import { allow, outboundFor, reasonOf } from './testing/outbound.ts';
import { serve, serveBytes, type TestServer } from './testing/server.ts';

const AS_TOOL = { purpose: 'tool' } as const;
const KIB = 1024;

const client = ({ port }: TestServer) => outboundFor({ allowed: allow(`127.0.0.1:${port}`) });
const get = (server: TestServer, request: Partial<OutboundRequest> = {}) =>
  client(server).fetch(server.url, { ...AS_TOOL, ...request });

describe('bodies', () => {
  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('%s is read', async (encoding, compress) => {
    const server = await serve(
      (_request, response) => void response.setHeader('content-encoding', encoding).end(compress('hello')),
    );
    expect((await get(server)).body.toString()).toBe('hello');
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(64 * KIB * KIB))],
    ['br', brotliCompressSync(Buffer.alloc(64 * KIB * KIB), { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } })],
    ['zstd', zstdCompressSync(Buffer.alloc(64 * KIB * KIB))],
  ] as const)('64 MiB in a few KB of %s are not unpacked to their end', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(200 * KIB);
    const server = await serve((_request, response) => void response.setHeader('content-encoding', encoding).end(bomb));
    const before = process.memoryUsage().rss;
    expect(await reasonOf(get(server, { maxBytes: 100 * KIB }))).toBe('too_large');
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * KIB * KIB);
  });

  test('an endless gzip is cut off at the limit, and the line with it', async () => {
    const server = await serve((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      const zip = createGzip();
      zip.pipe(response);
      const more = (): void => {
        while (!response.destroyed && zip.write(Buffer.alloc(64 * KIB)));
      };
      zip.on('drain', more);
      more();
    });
    expect(await reasonOf(get(server))).toBe('too_large');
    await expect.poll(server.open).toBe(0);
  });

  test('an endless body is cut off at the limit', async () => {
    const server = await serve((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * KIB)));
      };
      response.on('drain', more);
      more();
    });
    expect(await reasonOf(get(server))).toBe('too_large');
    await expect.poll(server.open).toBe(0);
  });

  test('a body that says it is too large is not read at all', async () => {
    const server = await serve(
      (_request, response) => void response.writeHead(200, { 'content-length': '9999999' }).write('x'),
    );
    expect(await reasonOf(get(server))).toBe('too_large');
    await expect.poll(server.open).toBe(0);
  });

  test.each([0, 1, 999, 1000])('%i of 1000 bytes are read', async (bytes) => {
    const server = await serve((_request, response) => void response.end('x'.repeat(bytes)));
    expect((await get(server, { maxBytes: 1000 })).body).toHaveLength(bytes);
  });

  test.each(['gzip', 'br', 'zstd', 'deflate'])('what says it is %s and is not, is broken', async (encoding) => {
    const server = await serve(
      (_request, response) => void response.setHeader('content-encoding', encoding).end('plain'),
    );
    expect(await reasonOf(get(server))).toBe('broken');
  });

  test.each(['gzip, gzip', 'compress', 'toString', 'gzip '.repeat(50)])(
    'the encoding %j was not asked for',
    async (encoding) => {
      const server = await serve(
        (_request, response) => void response.setHeader('content-encoding', encoding).end('x'),
      );
      expect(await reasonOf(get(server))).toBe('broken');
    },
  );

  test('a gzip that stops in the middle is broken', async () => {
    const server = await serve(
      (_request, response) =>
        void response.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(9999)).subarray(0, 30)),
    );
    expect(await reasonOf(get(server))).toBe('broken');
  });

  test.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])('the answer to %s with %i has no body, whatever its headers promise', async (method, status) => {
    const server = await serve(
      (_request, response) => void response.writeHead(status, { 'content-encoding': 'gzip' }).end(),
    );
    expect(await get(server, { method })).toMatchObject({ status, body: Buffer.alloc(0) });
  });

  test('a reader takes a stream as it comes, and the end is told once', async () => {
    const server = await serve((_request, response) => {
      response.write('one');
      response.end('two');
    });
    const outbound = client(server);
    const answer = await outbound.open(server.url, AS_TOOL);
    let text = '';
    for await (const chunk of answer.body) text += chunk.toString();
    answer.cancel();
    expect(text).toBe('onetwo');
    expect(outbound.told).toEqual([{ purpose: 'tool', origin: server.url, outcome: 200 }]);
  });
});

describe('servers that do not behave', () => {
  const HEAD = 'HTTP/1.1 200 OK\r\n';
  const drip = (bytes: string, every: string) =>
    serveBytes((socket) => {
      socket.write(bytes);
      const timer = setInterval(() => void socket.write(every), 5);
      socket.once('close', () => clearInterval(timer));
    });

  test.each([
    ['headers that come one by one for ever', HEAD, 'X: y\r\n'],
    ['a header that never ends', `${HEAD}X: `, 'y'],
    ['a body that comes byte by byte', `${HEAD}Content-Length: 1000\r\n\r\n`, 'x'],
    ['chunks that come byte by byte', `${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nx\r\n'],
    ['interim answers for ever', '', 'HTTP/1.1 102 Processing\r\n\r\n'],
  ])('%s end with the time', async (_what, first, then) => {
    const server = await drip(first, then);
    expect(await reasonOf(get(server, { timeoutMs: 100 }))).toBe('timeout');
    await expect.poll(server.open).toBe(0);
  });

  test('one that takes the connection and says nothing costs the time and no more', async () => {
    const server = await serveBytes(() => {});
    await expect(get(server, { timeoutMs: 50 })).rejects.toMatchObject({
      reason: 'timeout',
      message: 'There was no whole answer within 0.05 s.',
      code: 'outbound_timed_out',
    });
    await expect.poll(server.open).toBe(0);
  });

  test.each([
    ['one huge header', `${HEAD}X: ${'y'.repeat(64 * KIB)}\r\n\r\n`],
    ['many headers', `${HEAD}${'X: y\r\n'.repeat(20_000)}\r\n`],
  ])('%s is too large', async (_what, bytes) => {
    const server = await serveBytes((socket) => void socket.write(bytes));
    expect(await reasonOf(get(server))).toBe('too_large');
  });

  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH\r\n'],
    ['a broken status line', 'HTTP/1.1 abc\r\n\r\n'],
    ['two lengths', `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx`],
    ['a negative length', `${HEAD}Content-Length: -1\r\n\r\n`],
    ['a length and chunks', `${HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['broken chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`],
    ['a switch of protocols', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
  ])('%s is broken', async (_what, bytes) => {
    const server = await serveBytes((socket) => void socket.end(bytes));
    expect(await reasonOf(get(server))).toBe('broken');
  });

  test.each([
    ['at once', ''],
    ['in the middle of the headers', `${HEAD}X: `],
    ['in the middle of the body', `${HEAD}Content-Length: 10\r\n\r\nxx`],
    ['in the middle of the chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nxx`],
  ])('one that ends or resets %s is broken', async (_when, bytes) => {
    const ending = await serveBytes((socket) => void socket.end(bytes));
    expect(await reasonOf(get(ending))).toBe('broken');
    const resetting = await serveBytes(
      (socket) => void socket.write(bytes || ' ', () => void socket.resetAndDestroy()),
    );
    expect(await reasonOf(get(resetting))).toBe('broken');
  });

  test('one that has half closed its side and sent everything is read', async () => {
    const server = await serveBytes((socket) => void socket.end(`${HEAD}Content-Length: 2\r\n\r\nok`));
    expect((await get(server)).body.toString()).toBe('ok');
  });

  test('nobody there: the sentence says what to look at, and no address', async () => {
    const server = await serve(() => {});
    const outbound = outboundFor({ resolve: async () => ['127.0.0.1'], allowed: allow(`127.0.0.1:1`) });
    await expect(outbound.fetch('http://app.example.com:1/secret?token=x', AS_TOOL)).rejects.toMatchObject({
      reason: 'broken',
      code: 'outbound_failed',
      message: 'http://app.example.com:1 did not give a whole answer. Look whether it is up and speaks HTTP.',
    });
    expect(server.connections()).toBe(0);
  });

  test('whatever bytes a server sends, we get an answer or a reason, in time', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        HEAD,
        '\r\n',
        'Content-Length: 3\r\n',
        'Transfer-Encoding: chunked\r\n',
        '0\r\n\r\n',
        'Content-Encoding: gzip\r\n',
        '3\r\nabc\r\n',
        'Location: http://10.0.0.1/\r\n',
        'HTTP/1.1 302 x\r\n',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
    );
    let bytes = '';
    const server = await serveBytes((socket) => void socket.end(bytes));
    const outbound = client(server);
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 10 }), async (pieces) => {
        bytes = pieces.join('');
        const failed = await reasonOf(outbound.fetch(server.url, { ...AS_TOOL, timeoutMs: 20_000 }));
        expect(['nothing failed', 'broken', 'refused', 'too_large']).toContain(failed);
      }),
      { numRuns: 150 },
    );
  }, 30_000);
});

test('a status other than 2xx fails where it must not be', async () => {
  const server = await serve((_request, response) => void response.writeHead(418).end('no'));
  expect((await get(server)).status).toBe(418);
  await expect(get(server, { mustSucceed: true })).rejects.toMatchObject({ reason: 'status', status: 418 });
});
