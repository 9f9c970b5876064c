import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import { cp, readdir, rm } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Failure } from '../../../platform/failure.ts';
import { temporaryFolder } from '../../../platform/files/testing/temporary-folder.ts';
import { listSegments } from '../../../platform/segments/segment-files.ts';
import { keepSpans, spanIdOf, STOPPING_MS, traceIdOf, type Sent } from './testing/kept-spans.ts';

// each starts processes, and a machine may be busy with something else
vi.setConfig({ testTimeout: 90_000 });

const many = (trace: number, spans: number): Sent[] =>
  Array.from({ length: spans }, (_, index) => ({ trace, span: index + 1 }));

const startIn = async (folder: string, settings = {}) => {
  const kept = await keepSpans(folder, settings);
  onTestFinished(kept.stop, STOPPING_MS);
  return kept;
};

test('what comes at once after the log was taken away is found, also where the index had got further', async () => {
  const folder = await temporaryFolder();
  const first = await keepSpans(folder);
  await first.send(...many(1, 3));
  await first.caughtUp();
  await first.stop();
  await rm(first.places.log, { recursive: true });
  const { send, caughtUp, reading } = await startIn(folder);
  await send(...many(2, 20));
  await caughtUp();
  expect(await reading().listSpans(traceIdOf(2) as TraceId, { limit: 100 })).toHaveLength(20);
});

test('sealed files of an earlier life that are put back hide nothing of what came since', async () => {
  const lost = await temporaryFolder();
  const before = await keepSpans(lost, { segmentBytes: 4000 });
  for (let span = 1; span <= 200; span += 1) await before.send({ trace: 1, span });
  await before.caughtUp();
  await expect.poll(() => listSegments(before.places.log).then(({ length }) => length)).toBeLessThan(2);
  await before.stop();
  const folder = await temporaryFolder();
  const since = await keepSpans(folder, { leastNumber: () => 1_700_000_000 });
  await since.send(...many(2, 20));
  await since.caughtUp();
  await since.stop();
  await cp(before.places.sealed, since.places.sealed, { recursive: true });
  await cp(before.places.log, since.places.log, { recursive: true });
  await rm(since.places.index);
  const { caughtUp, reading } = await startIn(folder);
  await caughtUp();
  expect(await reading().count()).toEqual({ spans: 220, traces: 2 });
  await expect.poll(() => listSegments(since.places.log), { timeout: 15_000 }).toEqual([]);
  expect(await reading().readSpan(traceIdOf(2) as TraceId, spanIdOf(20) as SpanId)).toMatchObject({ name: 'span 20' });
});

test('where the index is lost questions are refused until there is one that is whole', async () => {
  const folder = await temporaryFolder();
  const first = await keepSpans(folder, { segmentBytes: 4000 });
  for (let span = 1; span <= 200; span += 1) await first.send({ trace: 1, span });
  await first.caughtUp();
  await first.stop();
  for (const name of [first.places.index, first.places.indexLog]) await rm(name, { force: true });
  const { reading, told, keeper } = await startIn(folder);
  const counted = (): Promise<unknown> =>
    reading()
      .count()
      .catch((error: unknown) => (error instanceof Failure ? error.code : error));
  const seen = new Set<unknown>();
  await expect
    .poll(
      async () => {
        const answer = await counted();
        seen.add(JSON.stringify(answer));
        return answer;
      },
      { interval: 1, timeout: 20_000 },
    )
    .toEqual({ spans: 200, traces: 1 });
  seen.delete('"traces_unavailable"');
  expect([...seen]).toEqual(['{"spans":200,"traces":1}']);
  await expect.poll(() => told).toContainEqual(expect.stringMatching(/whole again/));
  expect(keeper.health()).toEqual({ status: 'ok', detail: '' });
});

test('what a clock that was far ahead received goes alone where there is more than may be kept', async () => {
  const now = 1_700_000_500_000_000;
  const year = 31_536_000_000_000;
  let mostBytes = 0;
  const folder = await temporaryFolder();
  const ahead = await keepSpans(folder, { segmentBytes: 4000 });
  for (let span = 1; span <= 100; span += 1) await ahead.send({ trace: 1, span, receivedAt: now + year + span });
  await ahead.caughtUp();
  await ahead.stop();
  const { send, caughtUp, reading, places, keeper } = await startIn(folder, {
    keeping: () => ({ since: 0n, mostBytes }),
  });
  await send(...many(2, 20).map((one) => ({ ...one, receivedAt: now + one.span })));
  await caughtUp();
  const [oldest = ''] = (await readdir(places.sealed)).toSorted();
  mostBytes = 1;
  keeper.forgetOld();
  await expect.poll(() => readdir(places.sealed)).not.toContain(oldest);
  expect(await reading().listSpans(traceIdOf(2) as TraceId, { limit: 100 })).toHaveLength(20);
});
