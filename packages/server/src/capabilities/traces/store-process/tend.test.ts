import { mkdir } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../../platform/files/testing/temporary-folder.ts';
import { listSegments } from '../../../platform/segments/segment-files.ts';
import { openSegmentLog } from '../../../platform/segments/segment-log.ts';
import { openArchive } from '../sealed/archive.ts';
import type { SpanStore } from '../store/span-store.ts';
import { spanPlacesIn } from './places.ts';
import { sealBefore } from './tend.ts';

/** A log of so many finished segments, and an archive that is asked something all the time. */
const flooded = async (segments: number) => {
  const places = spanPlacesIn(await temporaryFolder());
  await mkdir(places.log, { recursive: true });
  const log = await openSegmentLog(places.log, { segmentBytes: 1 });
  for (let number = 1; number <= segments; number += 1) await log.append([Buffer.from(`record ${number}`)]);
  await log.close();
  const asked = Promise.withResolvers<void>();
  const archive = await openArchive({
    logFolder: places.log,
    sealedFolder: places.sealed,
    receivedAtOf: () => 1n,
    onDamage: () => {},
    betweenBlocks: () => asked.promise,
  });
  const told: number[] = [];
  let isStopped = false;
  // nothing is asked of the store
  const parts = { store: {} as SpanStore, archive, places, onSealed: (before: number) => told.push(before) };
  const between = vi.fn(async () => {});
  const sealing = sealBefore({ ...parts, isStopped: () => isStopped }, log.end, between);
  const stop = async (): Promise<void> => {
    isStopped = true;
    asked.resolve();
    await sealing;
  };
  return { archive, places, told, between, stop };
};

test('of a flood all but a few segments are packed however much is asked, and what else is to be done has its turns', async () => {
  const { archive, told, between, stop } = await flooded(10);
  await vi.waitFor(() => expect(between).toHaveBeenCalledTimes(6), { timeout: 10_000 });
  expect(archive.sealed()).toHaveLength(6);
  // the seventh waits
  await vi.waitFor(() => expect(told.at(-1)).toBe(7));
  await stop();
});

test('a segment is told to have its file only when all before it have theirs', async () => {
  const { archive, places, told, stop } = await flooded(3);
  expect(archive.sealed()).toEqual([]);
  expect(told).toEqual([]);
  await stop();
  expect(archive.sealed().map(({ segment }) => segment)).toEqual([1]);
  expect(await listSegments(places.log)).toEqual([1, 2, 3]);
});
