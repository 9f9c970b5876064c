import fc from 'fast-check';
import type { ProviderKind } from '@holdfast/protocol/providers/providers';
import { describe, expect, test } from 'vitest';
import { OutboundFailure } from '../../../platform/outbound/failure.ts';
import type { OutboundAnswer } from '../../../platform/outbound/outbound.ts';
import type { OutboundRequest } from '../../../platform/outbound/request.ts';
import { createAskModels, type Listed } from './ask-models.ts';

const KEY = 'sk-canary-0123456789';
const clock = { now: () => Date.parse('2026-01-01T00:00:00Z'), elapsed: () => 0 };

interface Said {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
}

/** Answers page by page, and remembers what it was asked. */
const against = (...said: readonly (Said | Error)[]) => {
  const asked: { url: URL; request: OutboundRequest }[] = [];
  const fetch = async (url: string | URL, request: OutboundRequest): Promise<OutboundAnswer> => {
    const answer = said[Math.min(asked.length, said.length - 1)] ?? {};
    asked.push({ url: new URL(url), request });
    if (answer instanceof Error) throw answer;
    const { status = 200, headers = {}, body, text = JSON.stringify(body) } = answer;
    return { status, headers, url: String(url), body: Buffer.from(text) };
  };
  const ask = (kind: ProviderKind, base_url: string | null = null, key = KEY): Promise<Listed> =>
    createAskModels({ outbound: { fetch }, clock })(
      { name: 'Main', kind, base_url, key },
      new AbortController().signal,
    );
  return { ask, asked };
};

const idsOf = (listed: Listed): readonly string[] => ('models' in listed ? listed.models.map(({ id }) => id) : []);
const failureOf = (listed: Listed) => ('failure' in listed ? listed.failure : undefined);

test('OpenAI and what is like it are asked for /models behind their address, with a bearer', async () => {
  const body = { object: 'list', data: [{ id: 'gpt-a', created: 1_700_000_000, owned_by: 'x' }, { id: 'b' }] };
  const openai = against({ body });
  expect(await openai.ask('openai')).toEqual({
    models: [
      { id: 'gpt-a', name: 'gpt-a', created_at: '2023-11-14T22:13:20.000000Z' },
      { id: 'b', name: 'b', created_at: null },
    ],
  });
  expect(openai.asked[0]).toMatchObject({
    url: { href: 'https://api.openai.com/v1/models' },
    request: { purpose: 'provider', redirects: 0, timeoutMs: 30_000, headers: { authorization: `Bearer ${KEY}` } },
  });
  const own = against({ body: { data: [] } });
  expect(await own.ask('openai_compatible', 'http://10.0.0.1:8000/v1/')).toEqual({ models: [] });
  expect(own.asked[0]?.url.href).toBe('http://10.0.0.1:8000/v1/models');
});

test('Anthropic is asked page by page, behind the last id of each', async () => {
  const page = (id: string, hasMore: boolean) => ({
    body: {
      data: [{ id, display_name: `Model ${id}`, created_at: '2026-01-02T03:04:05Z' }],
      has_more: hasMore,
      last_id: id,
    },
  });
  const there = against(page('a', true), page('b', true), page('c', false));
  const listed = await there.ask('anthropic');
  expect(idsOf(listed)).toEqual(['a', 'b', 'c']);
  expect(listed).toMatchObject({ models: [{ name: 'Model a', created_at: '2026-01-02T03:04:05.000000Z' }, {}, {}] });
  expect(there.asked.map(({ url }) => url.search)).toEqual([
    '?limit=1000',
    '?limit=1000&after_id=a',
    '?limit=1000&after_id=b',
  ]);
  expect(there.asked[0]?.request.headers).toMatchObject({ 'x-api-key': KEY, 'anthropic-version': '2023-06-01' });
});

test('Google is asked by its tokens, and its models are named without their folder', async () => {
  const there = against(
    { body: { models: [{ name: 'models/gemini-a', displayName: 'Gemini A' }], nextPageToken: 'n&1' } },
    { body: { models: [{ name: 'models/gemini-b' }] } },
  );
  expect(await there.ask('google')).toMatchObject({
    models: [
      { id: 'gemini-a', name: 'Gemini A' },
      { id: 'gemini-b', name: 'gemini-b' },
    ],
  });
  expect(there.asked.map(({ url }) => url.searchParams.get('pageToken'))).toEqual([null, 'n&1']);
  expect(there.asked[0]?.request.headers).toMatchObject({ 'x-goog-api-key': KEY });
  expect(String(there.asked[0]?.url)).not.toContain(KEY);
});

test.each([
  [401, {}, 'provider_failed', true],
  [403, {}, 'provider_failed', true],
  [429, { 'retry-after': '120' }, 'provider_busy', false],
  [529, {}, 'provider_busy', false],
  [504, {}, 'provider_timed_out', false],
  [500, {}, 'provider_failed', false],
  [302, { location: 'http://169.254.169.254/' }, 'provider_failed', false],
] as const)(
  'a %i is a failure that names the provider and what it said',
  async (status, headers, code, isKeyRefused) => {
    const listed = await against({ status, headers, body: { error: { message: 'No\u0000, not\nnow' } } }).ask('openai');
    expect(failureOf(listed)).toMatchObject({ code, isKeyRefused, waitMs: status === 429 ? 120_000 : 60_000 });
    expect(failureOf(listed)?.detail).toMatch(
      new RegExp(`^Main \\(OpenAI\\) answered ${status}, and said: No , not now\\.( It does not accept|$)`),
    );
  },
);

test('Google says in another way that a key is wrong', async () => {
  const body = { error: { code: 400, message: 'API key not valid. Please pass a valid API key.' } };
  expect(failureOf(await against({ status: 400, body }).ask('google'))).toMatchObject({ isKeyRefused: true });
});

test('a key that the provider repeats is shown to nobody, whole or in part', async () => {
  const message = `Incorrect API key provided: ${KEY}. Was sk-proj-abc***wxyz meant?`;
  const failure = failureOf(await against({ status: 401, body: { error: { message } } }).ask('openai'));
  expect(failure?.detail).toContain('Incorrect API key provided: [key]. Was [key] meant?');
  expect(failure?.detail).not.toMatch(/canary|wxyz/);
});

test.each(['a9f3c77e21b84d0d...', 'a9f3c77e****2211', '"a9f3c77e21b84d0d9e6655aa0123"'])(
  'a piece of a key that begins like no other is shown to nobody: %s',
  async (piece) => {
    const said = { status: 401, body: { error: { message: `Wrong API key: ${piece} Look at your account.` } } };
    const failure = failureOf(
      await against(said).ask('openai_compatible', 'https://a.example', 'a9f3c77e21b84d0d9e6655aa01232211'),
    );
    expect(failure?.detail).toContain('[key]');
    expect(failure?.detail).toContain('Look at your account.');
    expect(failure?.detail).not.toContain('a9f3');
  },
);

test.each([
  ['brackets in brackets', '['.repeat(4_000_000) + ']'.repeat(4_000_000)],
  ['objects without end', `{"data":[${'{},'.repeat(2_600_000)}{}]}`],
  ['members without end', `{"data":{${'"":1,'.repeat(1_600_000)}"":1}}`],
])('what would take long to parse is not parsed: %s', async (_what, text) => {
  for (const kind of ['google', 'anthropic', 'openai'] as const)
    for (const status of [200, 400]) {
      const { user } = process.cpuUsage();
      expect(failureOf(await against({ status, text }).ask(kind))).toMatchObject({ code: 'provider_failed' });
      expect(process.cpuUsage().user - user).toBeLessThan(1_000_000);
    }
});

test('brackets and commas in texts are only texts', async () => {
  const id = `m ${'[{,'.repeat(60)}\\"`;
  expect(idsOf(await against({ body: { data: [{ id }] } }).ask('openai'))).toEqual([id]);
});

test('more models on one page than are kept are refused, as on many', async () => {
  const body = { data: Array.from({ length: 10_001 }, (_, index) => ({ id: `m${index}` })) };
  expect(failureOf(await against({ body }).ask('openai'))?.detail).toContain('more than 10000 models');
});

describe('never an empty list from an answer that is none', () => {
  test.each([
    '',
    '{',
    '<html>',
    'null',
    '[]',
    '""',
    '7',
    '{"data":{}}',
    '{"data":[{}]}',
    '{"models":[{"id":7}]}',
    '{"error":{}}',
  ])('%j', async (text) => {
    for (const kind of ['openai', 'anthropic', 'google', 'openai_compatible'] as const)
      expect(failureOf(await against({ text }).ask(kind, 'https://models.example/v1'))).toMatchObject({
        code: 'provider_failed',
      });
  });

  test('whatever JSON comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom('openai', 'anthropic', 'google'), async (body, kind) => {
        const listed = await against({ body }).ask(kind);
        expect('failure' in listed || /"(data|models)":\[|^\{\}$/.test(JSON.stringify(body))).toBe(true);
      }),
    );
  });
});

test('a list that does not end is given up', async () => {
  const there = against({ body: { data: [{ id: 'a' }], has_more: true, last_id: 'a' } });
  expect(failureOf(await there.ask('anthropic'))?.detail).toContain('a list that does not end');
  expect(there.asked).toHaveLength(2);
});

test.each([
  ['refused', 'outbound_refused'],
  ['timeout', 'provider_timed_out'],
  ['busy', 'provider_busy'],
  ['too_large', 'provider_failed'],
  ['broken', 'provider_failed'],
] as const)('a line that is %s is a failure of its own kind', async (reason, code) => {
  const listed = await against(new OutboundFailure(reason, 'So it is.')).ask('openai');
  expect(failureOf(listed)).toMatchObject({ code, detail: expect.stringContaining('Main (OpenAI)') });
});
