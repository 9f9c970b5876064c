import { afterEach, beforeEach, expect, test } from 'vitest';
import { sign } from './signature.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW = 1_614_265_330;
const BODY = '{"test": 2432232314}';
let receiver: WebhookReceiver;

beforeEach(async () => {
  receiver = await startWebhookReceiver({ secret: SECRET, now: () => NOW * 1000 });
});
afterEach(() => receiver.close());

const deliver = (id: string, changed: Record<string, string> = {}, more: RequestInit = {}) => {
  const timestamp = String(NOW);
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': sign(SECRET, { id, timestamp, body: BODY }),
    ...changed,
  };
  return fetch(receiver.url, { method: 'POST', headers, body: BODY, redirect: 'manual', ...more });
};

test('signs as the example of the specification does', () => {
  const example = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: String(NOW), body: BODY };
  expect(sign(SECRET, example)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('takes what is signed, also by one of two secrets, and nothing else', async () => {
  const good = sign(SECRET, { id: 'b', timestamp: String(NOW), body: BODY });
  const statuses = [
    await deliver('a'),
    await deliver('b', { 'webhook-signature': `v1,AAAA ${good}` }),
    await deliver('c', { 'webhook-signature': 'v1,AAAA' }),
    await deliver('d', { 'webhook-timestamp': String(NOW - 3600) }),
    await fetch(receiver.url, { method: 'POST', body: BODY }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([204, 204, 401, 401, 401]);
  expect(receiver.deliveries.map(({ signature }) => signature)).toEqual(['good', 'good', 'wrong', 'stale', 'missing']);
  expect(receiver.accepted()).toEqual(['a', 'b']);
});

test.each([410, 429, 503, 302])('answers %i as its script says, and says when to come back', async (status) => {
  receiver.play(() => ({ status, retryAfterSeconds: 9, location: 'http://127.0.0.1:1/' }));
  const answer = await deliver('a');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, '9']);
  expect(receiver.accepted()).toEqual([]);
});

test('is slow, silent or gone', async () => {
  receiver.play((_delivery, nth) => [{ latencyMs: 80 }, { mishap: 'reset' as const }][nth - 1] ?? { mishap: 'silent' });
  const startedAt = performance.now();
  await deliver('a');
  expect(performance.now() - startedAt).toBeGreaterThan(70);
  await expect(deliver('b')).rejects.toThrow('fetch failed');
  await expect(deliver('c', {}, { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
  await expect.poll(() => receiver.deliveries.map(({ answered }) => answered)).toEqual([204, undefined, undefined]);
});
