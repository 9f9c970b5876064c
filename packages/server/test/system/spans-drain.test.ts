import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem();

const inFlight = async (): Promise<number> => {
  const text = await (await system.fetch('/metrics')).text();
  return Number(/^holdfast_span_bytes_in_flight (\d+)$/m.exec(text)?.[1]);
};

const aSpan = () => ({
  traceId: randomBytes(16).toString('hex'),
  spanId: randomBytes(8).toString('hex'),
  name: 'one of many',
  attributes: Array.from({ length: 8 }, (_, index) => ({ key: `key ${index}`, value: { stringValue: 'value' } })),
});

test('a large request that is being judged when the node stops is judged to its end and acknowledged', async () => {
  const spans = Array.from({ length: 30_000 }, aSpan);
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  const answered = system.fetch('/v1/traces', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenOf('analyst')}` },
  });
  await vi.waitFor(async () => expect(await inFlight()).toBe(body.length), { timeout: 10_000, interval: 5 });
  const stopped = system.app.stop('the test wants it');
  expect((await answered).status).toBe(200);
  expect(await stopped).toBe(true);
});
