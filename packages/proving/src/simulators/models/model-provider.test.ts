import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEvents, type ModelClient } from '../testing/model-client.ts';
import { MODEL_CLIENTS } from '../testing/model-clients.ts';
import { startModelProvider, type ModelProvider } from './model-provider.ts';
import { always, callThenSay, inOrder, type Turn } from './script.ts';

let provider: ModelProvider;

beforeEach(async () => {
  provider = await startModelProvider({ script: always({ text: 'Hello there, friend.' }), key: 'key' });
});
afterEach(() => provider.close());

const post = (client: ModelClient, streamed: boolean, more: RequestInit = {}, body = client.body(streamed)) =>
  fetch(provider.url + client.path(streamed), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...client.headers },
    body: JSON.stringify(body),
    ...more,
  });

const hear = async (client: ModelClient, streamed: boolean) => {
  const answer = await post(client, streamed);
  expect(answer.status).toBe(200);
  if (!streamed) return client.whole(await answer.json());
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  return client.streamed(readEvents(await answer.text()));
};

const CALL = { name: 'weather', arguments: { city: 'Zürich, "old town"' } };
const both = [false, true];

describe.each(MODEL_CLIENTS)('in the shape %s', (name, client) => {
  const play = (turn: Turn) => provider.play(always(turn));

  test.each(both)('talks, calls tools and stops at the limit; streamed: %s', async (streamed) => {
    const said = await hear(client, streamed);
    expect(said).toMatchObject({ text: 'Hello there, friend.', calls: [], end: client.ends[0] });
    expect(said.usage[1]).toBe(3);
    expect(said.usage[0]).toBeGreaterThan(0);

    play({ text: 'One moment.', toolCalls: [CALL, CALL] });
    const called = await hear(client, streamed);
    expect(called).toMatchObject({ text: 'One moment.', calls: [CALL, CALL], end: client.ends[1] });
    expect(new Set(called.calls.map(({ id }) => id)).size).toBe(2);

    play({ toolCalls: [CALL] });
    expect(await hear(client, streamed)).toMatchObject({ text: '', calls: [CALL] });

    play({ text: 'and so', truncated: true });
    expect(await hear(client, streamed)).toMatchObject({ text: 'and so', end: client.ends[2] });
  });

  test('says what it was asked, in words that are the same for every shape', async () => {
    await (await post(client, true)).text();
    await (await post(client, false, {}, client.bodyWithResult)).text();
    expect(provider.requests).toMatchObject([
      { shape: name, model: 'm', streamed: true, said: 'hello', messages: 1, tools: ['weather'], toolResults: [] },
      { shape: name, streamed: false, said: 'hello', toolResults: [expect.stringContaining('sunny')] },
    ]);
  });

  test('refuses a wrong key, a body that is no JSON and one with parts missing, in its own form', async () => {
    const without = await fetch(provider.url + client.path(false), { method: 'POST', body: '{}' });
    expect(without.status).toBe(401);
    expect(await without.json()).toHaveProperty('error');
    expect((await post(client, false, { body: '{' })).status).toBe(400);
    expect((await post(client, false, { body: '{"model":"m"}' })).status).toBe(400);
    expect(provider.requests).toEqual([]);
    expect(provider.asked).toHaveLength(3);
  });

  test('refuses as the script says', async () => {
    play({ mishap: { kind: 'rate-limited', retryAfterSeconds: 7 } });
    const limited = await post(client, true);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await limited.json()).toHaveProperty('error.message');
    play({ mishap: { kind: 'refused', status: 503 } });
    expect((await post(client, false)).status).toBe(503);
  });

  test.each(both)('breaks off in the middle; streamed: %s', async (streamed) => {
    play({ text: 'one two three four', mishap: { kind: 'reset', afterTokens: 2 } });
    const answer = await post(client, streamed);
    await expect(answer.text()).rejects.toThrow(/terminated|ECONNRESET/);
  });

  test.each(both)('sends JSON that is none, and ends as if it were; streamed: %s', async (streamed) => {
    play({ text: 'one two three four', mishap: { kind: 'malformed', afterTokens: 2 } });
    const body = await (await post(client, streamed)).text();
    expect(() => (streamed ? readEvents(body) : [JSON.parse(body)])).toThrow(SyntaxError);
    if (streamed) expect(body).toMatch(/one.*two/s);
  });

  test('fails in the middle, and says so where it can', async () => {
    play({ text: 'one two three four', mishap: { kind: 'failed', afterTokens: 2 } });
    const streamed = await post(client, true);
    const body = await streamed.text();
    expect(streamed.status).toBe(200);
    expect(body).toMatch(/one.*two/s);
    expect(body).not.toContain('three');
    const last = readEvents(body).at(-1) as { error?: { message: string }; message?: string };
    expect(last.error?.message ?? last.message).toContain('failed in the middle');
    expect((await post(client, false)).status).toBe(500);
  });

  test('stalls, or never says a word, until the client gives up', async () => {
    play({ text: 'one two three', mishap: { kind: 'stalled', afterTokens: 1 } });
    const stalled = await post(client, true, { signal: AbortSignal.timeout(300) });
    await expect(stalled.text()).rejects.toThrow('timeout');
    play({ mishap: { kind: 'silent' } });
    await expect(post(client, false, { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
  });

  test.each(both)('takes its time; streamed: %s', async (streamed) => {
    play({ text: 'x '.repeat(20), tokensPerSecond: 100, latencyMs: 30 });
    const startedAt = performance.now();
    await hear(client, streamed);
    expect(performance.now() - startedAt).toBeGreaterThan(220);
  });
});

test('Gemini without alt=sse streams one JSON array', async () => {
  const [, client] = MODEL_CLIENTS[3] ?? [];
  const path = '/v1beta/models/m:streamGenerateContent';
  const answer = await fetch(provider.url + path, {
    method: 'POST',
    headers: client?.headers ?? {},
    body: JSON.stringify(client?.body(true)),
  });
  expect(client?.streamed((await answer.json()) as unknown[])).toMatchObject({ text: 'Hello there, friend.' });
});

test('a model may write arguments that are no JSON', async () => {
  provider.play(always({ toolCalls: [{ ...CALL, raw: '{"city": "Zür' }] }));
  for (const [name, client] of MODEL_CLIENTS.filter(([each]) => each !== 'gemini')) {
    const body = await (await post(client, true)).text();
    expect(() => client.streamed(readEvents(body)), name).toThrow(SyntaxError);
  }
});

test('lists its models in the form of whoever asks', async () => {
  const list = async (path: string, headers: Record<string, string>) =>
    JSON.stringify(await (await fetch(provider.url + path, { headers })).json());
  expect(await list('/v1/models', { authorization: 'Bearer key' })).toContain('"object":"model"');
  expect(await list('/v1/models', { 'x-api-key': 'key', 'anthropic-version': '2023-06-01' })).toContain(
    '"has_more":false',
  );
  expect(await list('/v1beta/models', { 'x-goog-api-key': 'key' })).toContain('"models/simulated-small"');
  expect(await list('/v1/models', {})).toContain('API key');
});

test('lists page by page where the shape has pages, and goes wrong as it is told', async () => {
  const list = (path: string) =>
    fetch(provider.url + path, {
      headers: { 'x-api-key': 'key', 'x-goog-api-key': 'key', authorization: 'Bearer key', 'anthropic-version': '1' },
    });
  provider.playList({ pageSize: 1 });
  expect(await (await list('/v1/models')).json()).toMatchObject({ has_more: true, last_id: 'simulated-large' });
  expect(await (await list('/v1/models?after_id=simulated-large')).json()).toMatchObject({
    has_more: false,
    data: [{ id: 'simulated-small' }],
  });
  expect(await (await list('/v1beta/models')).json()).toMatchObject({ nextPageToken: 'simulated-large' });
  expect(await (await list('/v1beta/models?pageToken=simulated-large')).json()).not.toHaveProperty('nextPageToken');

  provider.playList({ mishap: { kind: 'rate-limited', retryAfterSeconds: 7 } });
  const limited = await list('/v1/models');
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  provider.playList({ mishap: { kind: 'malformed', afterTokens: 0 } });
  await expect((await list('/v1/models')).json()).rejects.toThrow(SyntaxError);
  provider.playList({ mishap: { kind: 'reset', afterTokens: 0 } });
  await expect(list('/v1/models').then((answer) => answer.text())).rejects.toThrow(/terminated|fetch failed/);
});

test('plays one turn after another, and says when there are no more', async () => {
  const [[, client]] = MODEL_CLIENTS as readonly [(typeof MODEL_CLIENTS)[number]];
  provider.play(inOrder({ text: 'first' }, { text: 'second' }));
  expect((await hear(client, false)).text).toBe('first');
  expect((await hear(client, true)).text).toBe('second');
  const third = await post(client, false);
  expect(third.status).toBe(500);
  expect(await third.text()).toContain('the script has 2 turns and was asked for 3');
});

test('a model that calls a tool talks when it has the result; one that never stops does not', async () => {
  const [[, client]] = MODEL_CLIENTS as readonly [(typeof MODEL_CLIENTS)[number]];
  const withResult = async () => client.whole(await (await post(client, false, {}, client.bodyWithResult)).json());
  provider.play(callThenSay(CALL, ([weather]) => `It is ${weather}.`));
  expect((await hear(client, false)).calls).toHaveLength(1);
  expect((await withResult()).text).toBe('It is sunny.');
  provider.play(always({ toolCalls: [CALL] }));
  for (let round = 0; round < 5; round += 1) expect((await withResult()).calls).toHaveLength(1);
});

test('closing ends whoever still waits', async () => {
  const [[, client]] = MODEL_CLIENTS as readonly [(typeof MODEL_CLIENTS)[number]];
  provider.play(always({ mishap: { kind: 'silent' } }));
  const waiting = post(client, false);
  const failed = expect(waiting).rejects.toThrow('fetch failed');
  await expect.poll(() => provider.requests.length).toBe(1);
  await provider.close();
  await failed;
});
