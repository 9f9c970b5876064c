import { listSegments } from '../../../platform/segments/segment-files.ts';
import type { Archive } from '../sealed/archive.ts';
import type { SealedFile } from '../sealed/sealed-file.ts';
import { decodeSpanBatch } from '../span-log/span-batch.ts';
import type { SpanPlaces } from './places.ts';

interface Kept {
  readonly archive: Archive;
  readonly places: SpanPlaces;
}

/**
 * Up to when rows go with files that are too much. What is kept stays found, also where the clock was ahead when those that go
 * came: what came since has earlier times.
 */
export const endOfRows = async (
  parts: Kept,
  tooMuch: readonly SealedFile[],
  gone: ReadonlySet<SealedFile>,
): Promise<bigint> => {
  const end = tooMuch.reduce((time, file) => laterTime(time, latestOf(file) + 1n), 0n);
  if (end === 0n) return end;
  const kept = parts.archive.sealed().flatMap((file) => (gone.has(file) ? [] : file.blocks));
  const times = [...kept.map(({ earliest }) => earliest), ...(await loggedTimes(parts))];
  return times.reduce((time, earliest) => (earliest < time ? earliest : time), end);
};

/** A segment is of one process, whose times only grow: its first record says when it begins. */
const loggedTimes = async ({ archive, places }: Kept): Promise<bigint[]> => {
  const times: bigint[] = [];
  for (const segment of await listSegments(places.log)) {
    const payload = await archive.read({ segment, at: 0 });
    const first = payload === undefined ? undefined : decodeSpanBatch(payload);
    if (first !== undefined) times.push(BigInt(first.receivedAt));
  }
  return times;
};

export const latestOf = ({ blocks }: SealedFile): bigint =>
  blocks.reduce((time, { latest }) => laterTime(time, latest), 0n);

export const laterTime = (left: bigint, right: bigint): bigint => (left > right ? left : right);
