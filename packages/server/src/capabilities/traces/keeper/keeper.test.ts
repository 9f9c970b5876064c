import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import { access, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getPriority } from 'node:os';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Failure } from '../../../platform/failure.ts';
import { temporaryFolder } from '../../../platform/files/testing/temporary-folder.ts';
import { isAlive } from '../../../platform/files/process-identity.ts';
import { listSegments, segmentPath } from '../../../platform/segments/segment-files.ts';
import { hasSpans } from './has-spans.ts';
import {
  keepSpans,
  keptSpans,
  OTHER,
  spanIdOf,
  STOPPING_MS,
  traceIdOf,
  WORKSPACE,
  type Sent,
} from './testing/kept-spans.ts';

// each starts processes, and a machine may be busy with something else
vi.setConfig({ testTimeout: 90_000 });

const TRACE = traceIdOf(1) as TraceId;

const many = (from: number, to: number): Sent[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ trace: 1, span: from + index }));

test('what is in the log is found as soon as somebody has waited for it, by its own workspace only', async () => {
  const { send, caughtUp, reading, visible, keeper } = await keptSpans();
  await send({ trace: 1, span: 1 }, { trace: 1, span: 2 });
  await send({ trace: 1, span: 1, workspace: OTHER, name: 'of another' });
  await caughtUp();
  expect((await reading().listSpans(TRACE, { limit: 10 })).map(({ name }) => name)).toEqual(['span 1', 'span 2']);
  expect((await reading(OTHER).listSpans(TRACE, { limit: 10 })).map(({ name }) => name)).toEqual(['of another']);
  expect(new Set(visible)).toEqual(new Set([WORKSPACE, OTHER]));
  expect(keeper.health()).toEqual({ status: 'ok', detail: '' });
  expect(await reading().readSpan(TRACE, spanIdOf(2) as SpanId)).toMatchObject({
    name: 'span 2',
    trace_id: TRACE,
    attributes: {},
  });
});

test('there is no process until there are spans, or somebody asks; with spans there is one from the start', async () => {
  const folder = await temporaryFolder();
  const first = await keepSpans(folder);
  expect(await hasSpans(folder)).toBe(false);
  expect([first.keeper.pid, first.keeper.health()]).toEqual([undefined, { status: 'ok', detail: '' }]);
  expect(await first.reading().count()).toEqual({ spans: 0, traces: 0 });
  expect(getPriority(first.keeper.pid)).toBeGreaterThan(getPriority());
  await first.send({ trace: 1, span: 1 });
  await first.stop();
  const second = await keepSpans(folder);
  onTestFinished(second.stop, STOPPING_MS);
  expect(await hasSpans(folder)).toBe(true);
  await expect.poll(() => second.keeper.visible()).toBeDefined();
});

test('a process that is killed is started again, and every span is there once', async () => {
  const { send, caughtUp, reading, keeper } = await keptSpans();
  for (let round = 0; round < 4; round += 1) {
    await send(...many(round * 50 + 1, round * 50 + 50));
    // what was sent before comes again, as from a sender that did not hear the answer
    await send(...many(1, 20));
    if (round % 2 === 0) await caughtUp();
    process.kill(keeper.pid ?? 0, 'SIGKILL');
  }
  await caughtUp();
  expect(await reading().count()).toEqual({ spans: 200, traces: 1 });
  const spans = await reading().listSpans(TRACE, { limit: 1000 });
  expect(spans.map(({ span_id: id }) => id)).toEqual(many(1, 200).map(({ span }) => spanIdOf(span)));
});

test('while no process holds the spans questions are refused with when to ask again', async () => {
  const { keeper, reading, caughtUp } = await keptSpans({ patienceMs: 0 });
  await caughtUp();
  process.kill(keeper.pid ?? 0, 'SIGKILL');
  await expect.poll(() => keeper.health()).toMatchObject({ status: 'degraded' });
  const refused = await reading()
    .count()
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Failure);
  expect(refused).toMatchObject({ code: 'traces_unavailable', details: { retryAfterSeconds: expect.any(Number) } });
  await expect.poll(() => keeper.health()).toEqual({ status: 'ok', detail: '' });
});

test('finished segments become sealed files, and what was sent is read from there', async () => {
  const { send, caughtUp, reading, places } = await keptSpans({ segmentBytes: 4000 });
  for (let span = 1; span <= 200; span += 1) await send({ trace: 1, span });
  await caughtUp();
  await expect.poll(() => readdir(places.sealed).then(({ length }) => length)).toBeGreaterThan(1);
  await expect.poll(() => readdir(places.log).then(({ length }) => length)).toBeLessThan(3);
  const first = await reading().readSpan(TRACE, spanIdOf(1) as SpanId);
  expect(first).toMatchObject({ name: 'span 1', received_at: expect.stringMatching(/^2023-11-14T22:13:20\.\d{6}Z$/) });
  expect(await reading().count()).toEqual({ spans: 200, traces: 1 });
});

/** A folder in which a server has stopped that had sealed most of its spans. */
const leftFolder = async () => {
  const folder = await temporaryFolder();
  const { send, caughtUp, places, stop } = await keepSpans(folder, { segmentBytes: 4000 });
  for (let span = 1; span <= 200; span += 1) await send({ trace: 1, span });
  await caughtUp();
  await expect.poll(() => readdir(places.log).then(({ length }) => length)).toBeLessThan(3);
  await stop();
  return { folder, places };
};

const startIn = async (folder: string) => {
  const kept = await keepSpans(folder);
  onTestFinished(kept.stop, STOPPING_MS);
  return kept;
};

const overwrite = async (path: string, at: number, bytes: Buffer): Promise<void> => {
  const file = await open(path, 'r+');
  await file.write(bytes, 0, bytes.length, at);
  await file.close();
};

test('a store that was stopped goes on where it was', async () => {
  const { folder } = await leftFolder();
  const { reading, caughtUp, send, told } = await startIn(folder);
  await send({ trace: 2, span: 1 });
  await caughtUp();
  expect(await reading().count()).toEqual({ spans: 201, traces: 2 });
  expect(told).toEqual([]);
});

test('what comes after everything was sealed is found, however often there was a start in between', async () => {
  const folder = await temporaryFolder();
  for (let round = 1; round <= 2; round += 1) {
    const first = await keepSpans(folder);
    await first.send({ trace: 1, span: round });
    await first.stop();
    // nothing comes: what there is is sealed, and the log is empty
    const idle = await keepSpans(folder);
    await expect.poll(() => listSegments(idle.places.log), { timeout: 15_000 }).toEqual([]);
    await idle.stop();
  }
  const { reading, caughtUp } = await startIn(folder);
  await caughtUp();
  expect((await reading().listSpans(TRACE, { limit: 10 })).map(({ name }) => name)).toEqual(['span 1', 'span 2']);
  expect(await reading().readSpan(TRACE, spanIdOf(2) as SpanId)).toMatchObject({ name: 'span 2' });
});

test('an index that has more than the log that is there is moved aside: what comes is not taken for what was', async () => {
  const { folder, places } = await leftFolder();
  for (const kept of [places.log, places.sealed]) await rm(kept, { recursive: true });
  const { reading, caughtUp, send, told } = await startIn(folder);
  await send({ trace: 2, span: 1 });
  await caughtUp();
  expect(await reading().count()).toEqual({ spans: 1, traces: 1 });
  expect(told[0]).toMatch(/built anew/);
});

test('a segment of the log that has no sealed file gets one, whatever is sealed behind it', async () => {
  const { folder, places } = await leftFolder();
  const [, second = ''] = (await readdir(places.sealed)).toSorted();
  const number = Number.parseInt(second, 10);
  await rm(join(places.sealed, second));
  await writeFile(segmentPath(places.log, number), '');
  const { caughtUp } = await startIn(folder);
  await caughtUp();
  await expect.poll(() => readdir(places.sealed)).toContain(second);
  await expect.poll(() => listSegments(places.log)).not.toContain(number);
});

test.each([
  ['whose header is damaged', (index: string) => overwrite(index, 0, Buffer.alloc(8192, 7))],
  ['that is no index at all', (index: string) => writeFile(index, 'something else')],
])('an index %s is moved aside and built anew, and nothing is lost', async (_how, harm) => {
  const { folder, places } = await leftFolder();
  await harm(places.index);
  const { reading, caughtUp, told, send, keeper } = await startIn(folder);
  await send({ trace: 2, span: 1 });
  await caughtUp();
  expect(await reading().count()).toEqual({ spans: 201, traces: 2 });
  expect(await readdir(places.setAside)).toHaveLength(1);
  await expect
    .poll(() => told)
    .toEqual([expect.stringMatching(/built anew.*nothing is lost/), expect.stringMatching(/whole again/)]);
  await expect.poll(() => keeper.health()).toEqual({ status: 'ok', detail: '' });
  await expect(access(places.rebuilding)).rejects.toThrow('ENOENT');
});

test('an index is built anew while it runs when somebody asks for it', async () => {
  const { folder, places } = await leftFolder();
  const { reading, caughtUp, keeper } = await startIn(folder);
  await caughtUp();
  const { pid } = keeper;
  await writeFile(places.rebuildWanted, '');
  await expect.poll(() => keeper.pid, { timeout: 15_000 }).not.toBe(pid);
  await expect.poll(() => keeper.health(), { timeout: 15_000 }).toEqual({ status: 'ok', detail: '' });
  await expect(access(places.rebuildWanted)).rejects.toThrow('ENOENT');
  expect(await reading().count()).toEqual({ spans: 200, traces: 1 });
});

test('a damaged block of a sealed file costs what was sent in it, and is named to the operator', async () => {
  const { folder, places } = await leftFolder();
  const [oldest = ''] = (await readdir(places.sealed)).toSorted();
  await overwrite(join(places.sealed, oldest), 80, Buffer.alloc(8, 0xff));
  const { reading, caughtUp, keeper } = await startIn(folder);
  await caughtUp();
  await expect(reading().readSpan(TRACE, spanIdOf(1) as SpanId)).rejects.toMatchObject({ code: 'not_found' });
  expect(await reading().readSpan(TRACE, spanIdOf(200) as SpanId)).toMatchObject({ name: 'span 200' });
  expect(await reading().count()).toEqual({ spans: 200, traces: 1 });
  expect(keeper.health()).toEqual({ status: 'degraded', detail: expect.stringContaining(join(places.sealed, oldest)) });
});

test('what is older than is kept goes, with its files, and what is younger stays', async () => {
  const now = 1_700_000_500_000_000;
  let since = 0n;
  const { send, caughtUp, reading, places, keeper } = await keptSpans({
    segmentBytes: 4000,
    keeping: () => ({ since, mostBytes: 0 }),
  });
  for (let span = 1; span <= 100; span += 1) await send({ trace: 1, span, receivedAt: now + span });
  await caughtUp();
  await expect.poll(() => readdir(places.log).then(({ length }) => length)).toBe(1);
  const files = await readdir(places.sealed);
  since = BigInt(now + 61);
  keeper.forgetOld();
  await expect.poll(() => reading().count()).toEqual({ spans: 40, traces: 1 });
  await expect.poll(() => readdir(places.sealed).then(({ length }) => length)).toBeLessThan(files.length);
  expect(await reading().readSpan(TRACE, spanIdOf(61) as SpanId)).toMatchObject({ name: 'span 61' });
  expect(await reading().readSpan(TRACE, spanIdOf(60) as SpanId)).toBeUndefined();
});

test('where there is more than may be kept the oldest files go', async () => {
  let mostBytes = 0;
  const { send, caughtUp, reading, places, keeper } = await keptSpans({
    segmentBytes: 4000,
    keeping: () => ({ since: 0n, mostBytes }),
  });
  for (let span = 1; span <= 100; span += 1) await send({ trace: 1, span });
  await caughtUp();
  await expect.poll(() => readdir(places.log).then(({ length }) => length)).toBe(1);
  const [oldest = ''] = (await readdir(places.sealed)).toSorted();
  // less than anything: whatever is finished has to go
  mostBytes = 1;
  keeper.forgetOld();
  await expect.poll(() => readdir(places.sealed)).not.toContain(oldest);
  await expect
    .poll(() =>
      reading()
        .count()
        .then(({ spans }) => spans),
    )
    .toBeLessThan(100);
  expect(await reading().readSpan(TRACE, spanIdOf(100) as SpanId)).toMatchObject({ name: 'span 100' });
});

test('a process whose server is stopped has ended', async () => {
  const { keeper, caughtUp, stop } = await keptSpans();
  await caughtUp();
  const { pid = 0 } = keeper;
  expect(await isAlive(pid)).toBe(true);
  await stop();
  expect(await isAlive(pid)).toBe(false);
});
