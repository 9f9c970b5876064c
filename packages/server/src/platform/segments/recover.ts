import { truncate } from 'node:fs/promises';
import { copyDamage } from './quarantine.ts';
import { scanSegment, type Found } from './scan.ts';
import { listSegments, segmentPath } from './segment-files.ts';

/** One segment as it was found. */
export interface FoundSegment {
  readonly number: number;
  readonly records: number;
  readonly bytes: number;
}

export interface Damage {
  readonly segment: number;
  readonly at: number;
  readonly length: number;
  readonly why: string;
  /** Where a copy of the bytes is kept. */
  readonly copy: string;
}

export interface Recovery {
  readonly segments: readonly FoundSegment[];
  /** Where records were that had been acknowledged, and are none any more. */
  readonly damages: readonly Damage[];
  /** What crashes left of writes that were never acknowledged. */
  readonly tornBytes: number;
}

/**
 * Looks at every segment after a start. Each whole record says how much before it was durable: damage before that is a loss,
 * which is copied aside and told; damage behind it is what a crash left of a write, and at the end of a segment it is cut off.
 */
export const recoverSegments = async (folder: string): Promise<Recovery> => {
  const segments: FoundSegment[] = [];
  const damages: Damage[] = [];
  let tornBytes = 0;
  for (const number of await listSegments(folder)) {
    const path = segmentPath(folder, number);
    const seen = await lookThrough(path);
    for (const bad of seen.damages) {
      if (bad.at < seen.durable) damages.push({ ...bad, segment: number, copy: await copyDamage(folder, number, bad) });
      else tornBytes += bad.length;
    }
    if (seen.bytes < seen.size) await truncate(path, seen.bytes);
    segments.push({ number, records: seen.records, bytes: seen.bytes });
  }
  return { segments, damages, tornBytes };
};

interface Seen {
  readonly records: number;
  /** Up to the end of the last thing that must be kept. */
  readonly bytes: number;
  readonly size: number;
  readonly durable: number;
  readonly damages: readonly Extract<Found, { kind: 'damage' }>[];
}

const lookThrough = async (path: string): Promise<Seen> => {
  const damages: Extract<Found, { kind: 'damage' }>[] = [];
  let [records, durable, size] = [0, 0, 0];
  for await (const found of scanSegment(path)) {
    size = found.at + found.length;
    if (found.kind === 'damage') damages.push(found);
    else durable = Math.max(durable, found.durable);
    if (found.kind === 'entry') records += 1;
    // nothing may stand behind an end: what does was not written by us
    if (found.kind === 'end') durable = Math.max(durable, size);
  }
  const last = damages.at(-1);
  const isTorn = last !== undefined && last.at + last.length === size && last.at >= durable;
  return { records, bytes: isTorn ? last.at : size, size, durable, damages };
};
