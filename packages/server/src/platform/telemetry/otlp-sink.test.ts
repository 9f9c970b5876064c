import { expect, onTestFinished, test } from 'vitest';
import { captureLog } from '../log/testing/capture.ts';
import { createOtlpSink } from './otlp-sink.ts';
import { startReceiver } from './testing/receiver.ts';
import { aSpan } from './testing/span.ts';

const SOON_MS = 20;

const setUp = async (sendEveryMs = SOON_MS) => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const { log, lines } = captureLog();
  return { receiver, lines, sink: createOtlpSink(receiver.url, '1.0', log, sendEveryMs) };
};

const many = (count: number) => Array.from({ length: count }, () => aSpan());

test('spans are sent after a moment, together', async () => {
  const { receiver, sink } = await setUp();
  const spans = many(3);
  for (const span of spans) sink.write(span);
  await expect
    .poll(() => receiver.spans.map(({ spanId }) => spanId))
    .toEqual(spans.map(({ context }) => context.spanId));
  expect(receiver.batches).toEqual([3]);
  await sink.close();
});

test('nothing is sent when there is nothing to send', async () => {
  const { receiver, sink } = await setUp();
  await sink.close();
  expect(receiver.batches).toEqual([]);
});

test('closing sends all that waits, in batches that a collector takes', async () => {
  const { receiver, sink, lines } = await setUp(60_000);
  for (const span of many(1300)) sink.write(span);
  await sink.close();
  expect(receiver.batches).toEqual([512, 512, 276]);
  expect(lines).toEqual([]);
});

test('when more comes than can be sent, the rest is dropped and counted once', async () => {
  const { receiver, sink, lines } = await setUp(60_000);
  for (const span of many(3000)) sink.write(span);
  await sink.close();
  expect(receiver.spans).toHaveLength(2048);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 'warn', dropped: 952, error_message: 'more came than could be sent' },
  ]);
});

test.each([400, 500, 302])('a collector that answers %s costs the batch and one line', async (status) => {
  const { receiver, sink, lines } = await setUp(60_000);
  receiver.answer(status);
  for (const span of many(2)) sink.write(span);
  await sink.close();
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ level: 'warn', dropped: 2 }]);
});

test('a collector that is down costs the batch and one line, and is tried again', async () => {
  const { receiver, sink, lines } = await setUp();
  const address = receiver.url.port;
  await receiver.close();
  sink.write(aSpan());
  await expect.poll(() => lines.length).toBe(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', dropped: 1 });
  sink.write(aSpan());
  await expect.poll(() => lines.length).toBe(2);
  expect(lines.join('')).not.toContain(address);
  await sink.close();
});

test('while a collector does not answer, writing goes on and nothing else is sent', async () => {
  const { receiver, sink } = await setUp();
  receiver.answer('never');
  sink.write(aSpan());
  await expect.poll(() => receiver.batches).toEqual([1]);
  for (const span of many(5000)) sink.write(span);
  expect(receiver.batches).toEqual([1]);
});
