import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../../platform/clock/clock.ts';
import { allow, outboundFor } from '../../../../platform/outbound/testing/outbound.ts';
import type { ReachedProvider } from '../../../providers/index.ts';
import { EmbedderFailure } from './embedder-failure.ts';
import { createOutsideEmbedder } from './outside-embedder.ts';

interface Request {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly json: unknown;
}

type Answering = (response: ServerResponse, request: Request) => void;

const answering =
  (body: unknown, status = 200, headers = {}): Answering =>
  (response) =>
    void response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));

/** An embedder whose provider answers so. */
const opened = async (answer: Answering, kind: ReachedProvider['kind'] = 'openai_compatible', dimensions?: number) => {
  const asked: Request[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const heard = {
        path: request.url ?? '',
        headers: request.headers,
        json: JSON.parse(String(Buffer.concat(chunks))) as unknown,
      };
      asked.push(heard);
      answer(response, heard);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const provider: ReachedProvider = {
    name: 'Ours (OpenAI-compatible)',
    kind,
    home: `http://127.0.0.1:${port}/v1`,
    headers: { authorization: 'Bearer key' },
    said: (body) => (body as { error?: { message?: string } } | undefined)?.error?.message,
    refusesKey: (status) => status === 401,
  };
  const outbound = outboundFor({ allowed: allow(`127.0.0.0/8:${port}`) });
  const embedder = createOutsideEmbedder({ outbound, clock: systemClock }, provider, {
    model: 'm',
    asked_dimensions: null,
    dimensions,
  });
  const embed = (texts: readonly string[], timeoutMs = 5_000) =>
    embedder.embed(texts, { kind: 'pair', signal: new AbortController().signal, timeoutMs });
  return { asked, embed };
};

const listed = (...vectors: unknown[]) => ({ data: vectors.map((embedding, index) => ({ index, embedding })) });

test('an OpenAI-compatible server is asked in its form, and vectors come back in the order of the texts', async () => {
  const data = [
    { index: 1, embedding: [0, 2] },
    { index: 0, embedding: [3, 4] },
  ];
  const { asked, embed } = await opened(answering({ data }));
  const vectors = await embed(['a', 'b']);
  expect(vectors.map((vector) => [...(vector ?? [])].map((value) => value.toFixed(2)))).toEqual([
    ['0.60', '0.80'],
    ['0.00', '1.00'],
  ]);
  expect(asked[0]).toMatchObject({ path: '/v1/embeddings', json: { model: 'm', input: ['a', 'b'] } });
  expect(asked[0]?.headers.authorization).toBe('Bearer key');
});

test('OpenAI gives packed numbers', async () => {
  const packed = Buffer.from(Float32Array.from([0, 1]).buffer).toString('base64');
  const { asked, embed } = await opened(answering(listed(packed)), 'openai');
  expect([...((await embed(['a']))[0] ?? [])]).toEqual([0, 1]);
  expect(asked[0]?.json).toMatchObject({ encoding_format: 'base64' });
});

test('Google is asked in its form', async () => {
  const { asked, embed } = await opened(answering({ embeddings: [{ values: [0, 5] }] }), 'google');
  expect([...((await embed(['a']))[0] ?? [])]).toEqual([0, 1]);
  expect(asked[0]).toMatchObject({
    path: '/v1/v1beta/models/m:batchEmbedContents',
    json: { requests: [{ model: 'models/m', content: { parts: [{ text: 'a' }] }, taskType: 'RETRIEVAL_DOCUMENT' }] },
  });
});

test('one vector that cannot be used is that text\u2019s alone', async () => {
  const { embed } = await opened(
    answering('{"data":[{"embedding":[1,0]},{"embedding":[0,0]},{"embedding":[1e999,1]}]}'),
  );
  expect((await embed(['a', 'b', 'c'])).map((vector) => vector !== undefined)).toEqual([true, false, false]);
});

test.each([
  ['too few vectors', listed([1, 0]), /1 vectors for 2 texts/],
  ['vectors of other lengths', listed([1, 0], [1, 0, 0]), /3 numbers where 2 were expected/],
  ['vectors of nothing', listed([], []), /vectors of 0 numbers/],
  ['no numbers', listed(['NaN'], ['NaN']), /vectors of 0 numbers/],
  ['vectors without a direction', listed([0, 0], [0, 0]), /no direction/],
  [
    'a place that there is not',
    {
      data: [
        { index: 7, embedding: [1] },
        { index: 1, embedding: [1] },
      ],
    },
    /no list of vectors/,
  ],
  ['other JSON', { hello: 'there' }, /no list of vectors/],
  ['what is no JSON', '<html>', /no list of vectors/],
])('%s are nonsense', async (_what, body, message) => {
  const { embed } = await opened(answering(body));
  const failure: unknown = await embed(['a', 'b']).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EmbedderFailure);
  expect(failure).toMatchObject({ reason: 'nonsense', message: expect.stringMatching(message) as string });
});

test('vectors of another length than the space has are nonsense', async () => {
  const { embed } = await opened(answering(listed([1, 0])), 'openai_compatible', 3);
  await expect(embed(['a'])).rejects.toMatchObject({ reason: 'nonsense' });
});

test.each([
  [429, 'busy'],
  [503, 'busy'],
  [500, 'away'],
  [408, 'away'],
  [400, 'refuses_texts'],
  [413, 'refuses_texts'],
  [401, 'refuses_us'],
  [404, 'refuses_us'],
] as const)('a %i says %s, with the words of the provider', async (status, reason) => {
  const { embed } = await opened(answering({ error: { message: 'No.' } }, status, { 'retry-after': '7' }));
  await expect(embed(['a'])).rejects.toMatchObject({
    reason,
    message: `Ours (OpenAI-compatible) answered ${status}, and said: No.`,
    retryAfterMs: 7_000,
    isKeyRefused: status === 401,
  });
});

test('one that is reset, or says nothing in time, is away; one that may not be asked is not asked', async () => {
  const reset = await opened((response) => void response.socket?.resetAndDestroy());
  await expect(reset.embed(['a'])).rejects.toMatchObject({ reason: 'away', isLate: false });
  const silent = await opened(() => {});
  await expect(silent.embed(['a'], 100)).rejects.toMatchObject({ reason: 'away', isLate: true });
  const { embed } = await opened(answering(listed([1, 0])), 'anthropic');
  await expect(embed(['a'])).rejects.toMatchObject({ reason: 'refuses_us' });
});
