import fc from 'fast-check';
import { appendFile, copyFile, mkdir, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../files/testing/temporary-folder.ts';
import type { Position } from './position.ts';
import { scanSegment } from './scan.ts';
import { listSegments, segmentPath } from './segment-files.ts';
import { openSegmentLog, type SegmentLog } from './segment-log.ts';

const START = { segment: 0, at: 0 };

/** Every whole record from a place on, up to what is durable. */
const read = async (folder: string, { end }: SegmentLog, from: Position = START): Promise<Buffer[]> => {
  const found: Buffer[] = [];
  for (const segment of await listSegments(folder)) {
    if (segment < from.segment || segment > end.segment) continue;
    const to = segment === end.segment ? end.at : undefined;
    for await (const one of scanSegment(segmentPath(folder, segment), segment === from.segment ? from.at : 0, to))
      if (one.kind === 'entry') found.push(one.payload);
  }
  return found;
};

const all = async (folder: string, log: SegmentLog, from: Position = START): Promise<string[]> =>
  (await read(folder, log, from)).map(String);

const append = (log: SegmentLog, ...texts: string[]) =>
  Promise.all(texts.map((text) => log.append([Buffer.from(text)])));

/** As a process leaves it that is killed: nobody ended the segment. */
const leftBehind = async (folder: string, ...texts: string[]): Promise<number> => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'holdfast-test-'));
  const log = await openSegmentLog(elsewhere);
  for (const text of texts) await append(log, text);
  const { segment } = log.end;
  await copyFile(segmentPath(elsewhere, segment), segmentPath(folder, segment));
  await log.close();
  await rm(elsewhere, { recursive: true });
  return segment;
};

const alter = async (path: string, at: number, change: (byte: number) => number): Promise<void> => {
  const file = await open(path, 'r+');
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at);
  await file.write(Buffer.from([change(buffer[0] ?? 0)]), 0, 1, at);
  await file.close();
};

test('what was acknowledged is read in the order in which it came, also by the next process', async () => {
  const folder = await temporaryFolder();
  const log = await openSegmentLog(folder);
  const places = await append(log, 'one', '', 'three');
  expect(await all(folder, log)).toEqual(['one', '', 'three']);
  expect(await all(folder, log, places[2])).toEqual(['three']);
  await log.close();
  const next = await openSegmentLog(folder);
  expect(next.found).toMatchObject({ damages: [], tornBytes: 0, segments: [{ number: 1, records: 3 }] });
  await append(next, 'four');
  expect(await all(folder, next)).toEqual(['one', '', 'three', 'four']);
  await next.close();
});

test('a record may be made of parts and be larger than what is read at once', async () => {
  const folder = await temporaryFolder();
  const log = await openSegmentLog(folder);
  const large = Buffer.alloc(9 * 1024 * 1024, 'x');
  await log.append([Buffer.from('a'), large, Buffer.from('b')]);
  await append(log, 'next');
  const [first, second] = await read(folder, log);
  expect(first?.equals(Buffer.concat([Buffer.from('a'), large, Buffer.from('b')]))).toBe(true);
  expect(second?.toString()).toBe('next');
  await log.close();
});

test('a segment that is full is ended, and one that nobody needs is forgotten', async () => {
  const folder = await temporaryFolder();
  const log = await openSegmentLog(folder, { segmentBytes: 100, groupBytes: 1 });
  const places = await append(log, ...Array.from({ length: 20 }, (_, index) => `record ${index}`));
  const segments = places.map(({ segment }) => segment);
  expect(new Set(segments).size).toBeGreaterThan(3);
  const keepFrom = segments[10] ?? 0;
  await log.forgetBefore(keepFrom);
  expect(await all(folder, log)).toEqual(
    segments.flatMap((segment, index) => (segment >= keepFrom ? [`record ${index}`] : [])),
  );
  await expect(stat(segmentPath(folder, keepFrom - 1))).rejects.toThrow('ENOENT');
  await log.close();
  await expect(log.append([Buffer.from('late')])).rejects.toThrow('The log is closed');
});

test('the segment that is being written is never forgotten', async () => {
  const folder = await temporaryFolder();
  const log = await openSegmentLog(folder);
  await append(log, 'kept');
  await log.forgetBefore(1000);
  expect(await all(folder, log)).toEqual(['kept']);
  await log.close();
});

test.each([
  ['half of a header', Buffer.from('HFR1\u0005')],
  ['zeros, as a disk leaves them that lost its power', Buffer.alloc(5000)],
  ['anything', Buffer.from('some bytes that nobody has written as a record')],
])(
  'behind the last record, %s is what a crash left of a write: it is cut off and the log goes on',
  async (_what, tail) => {
    const folder = await temporaryFolder();
    const segment = await leftBehind(folder, 'one', 'two');
    await appendFile(segmentPath(folder, segment), tail);
    const next = await openSegmentLog(folder);
    expect(next.found).toMatchObject({ damages: [], tornBytes: tail.length });
    await append(next, 'three');
    expect(await all(folder, next)).toEqual(['one', 'two', 'three']);
    await next.close();
    expect((await openSegmentLog(folder)).found).toMatchObject({ damages: [], tornBytes: 0 });
  },
);

test('a damaged record before what is known to be durable is a loss: it is told and kept aside, and all others are read', async () => {
  const folder = await temporaryFolder();
  const segment = await leftBehind(folder, 'one', 'two', 'three');
  const path = segmentPath(folder, segment);
  const at = (await readFile(path)).indexOf('two');
  await alter(path, at, (byte) => byte ^ 1);
  const next = await openSegmentLog(folder);
  expect(next.found.tornBytes).toBe(0);
  expect(next.found.damages).toMatchObject([{ segment, why: 'the checksum of a record is wrong' }]);
  expect((await readFile(next.found.damages[0]?.copy ?? '')).includes('two'.slice(1))).toBe(true);
  expect(await all(folder, next)).toEqual(['one', 'three']);
  await next.close();
});

test('wherever a log is cut, all records before the cut are read and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      async (texts, where) => {
        const folder = await mkdtemp(join(tmpdir(), 'holdfast-test-'));
        const path = segmentPath(folder, await leftBehind(folder, ...texts));
        const { size } = await stat(path);
        const cut = where % (size + 1);
        const whole = texts.filter((_, index) => endOf(texts, index) <= cut);
        await truncate(path, cut);
        const next = await openSegmentLog(folder);
        expect(await all(folder, next)).toEqual(whole);
        expect(next.found.damages).toEqual([]);
        await append(next, 'after');
        expect(await all(folder, next)).toEqual([...whole, 'after']);
        await next.close();
        await rm(folder, { recursive: true });
      },
    ),
    { numRuns: 60 },
  );
});

test('whichever bit is wrong, at most the record that holds it is lost, and what is lost is told unless it came last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      fc.nat(7),
      async (texts, where, bit) => {
        const folder = await mkdtemp(join(tmpdir(), 'holdfast-test-'));
        const path = segmentPath(folder, await leftBehind(folder, ...texts));
        const { size } = await stat(path);
        const at = where % size;
        const hit = texts.findIndex((_, index) => at < endOf(texts, index));
        await alter(path, at, (byte) => byte ^ (1 << bit));
        const next = await openSegmentLog(folder);
        expect(await all(folder, next)).toEqual(texts.filter((_, index) => index !== hit));
        expect(next.found.damages.length).toBe(hit === texts.length - 1 ? 0 : 1);
        await next.close();
        await rm(folder, { recursive: true });
      },
    ),
    { numRuns: 100 },
  );
});

const HEADER = 24;

const endOf = (texts: readonly string[], index: number): number =>
  texts.slice(0, index + 1).reduce((sum, text) => sum + HEADER + Buffer.byteLength(text), 0);

test('the end is never ahead of what is durable, not even while a segment is being made', async () => {
  const log = await openSegmentLog(await temporaryFolder(), { segmentBytes: 100 });
  for (let round = 0; round < 5; round += 1) {
    const seen: Position[] = [];
    const appending = log.append([Buffer.from('x'.repeat(60))]);
    let isDone = false;
    const done = appending.finally(() => (isDone = true));
    while (!isDone) {
      seen.push(log.end);
      await new Promise(setImmediate);
    }
    const place = await done;
    for (const { segment } of seen) expect(segment).toBeLessThanOrEqual(place.segment);
  }
  await log.close();
});

test('a segment that is ended is followed by another, and nothing is lost between them', async () => {
  const folder = await temporaryFolder();
  const log = await openSegmentLog(folder);
  await log.endSegment();
  await append(log, 'one');
  await Promise.all([log.endSegment(), append(log, 'two')]);
  await log.endSegment();
  expect(log.end).toMatchObject({ at: 0 });
  const [three] = await append(log, 'three');
  expect(three?.segment).toBeGreaterThan(1);
  expect(await all(folder, log)).toEqual(['one', 'two', 'three']);
  await log.close();
});

test('a number is used once, also when nothing is left of the segment that had it', async () => {
  const folder = await temporaryFolder();
  const log = await openSegmentLog(folder);
  await append(log, 'one');
  await log.endSegment();
  const { end } = log;
  await log.forgetBefore(end.segment);
  await log.close();
  expect(await listSegments(folder)).toEqual([]);
  const next = await openSegmentLog(folder);
  expect(next.end).toEqual(end);
  expect(await append(next, 'two')).toEqual([end]);
  await next.close();
});

test('a number is not used of which something is kept elsewhere', async () => {
  const folder = await temporaryFolder();
  const log = await openSegmentLog(folder, { keptUpTo: 7 });
  expect(await append(log, 'one')).toEqual([{ segment: 8, at: 0 }]);
  await log.close();
  const next = await openSegmentLog(folder, { keptUpTo: 7 });
  expect(next.end).toEqual({ segment: 9, at: 0 });
  await next.close();
});

test('segments of which nothing became leave the end where it was', async () => {
  const folder = await temporaryFolder();
  const log = await openSegmentLog(folder);
  await append(log, 'one');
  await log.endSegment();
  const { end } = log;
  await writeFile(segmentPath(folder, end.segment), 'in the way');
  await expect(append(log, 'two')).rejects.toThrow('EEXIST');
  expect(log.end).toEqual(end);
  const [place] = await append(log, 'two');
  expect(place).toEqual({ segment: end.segment + 1, at: 0 });
  await log.close();
});

test('what is no file, or has a number that nobody counts to, is none of the log', async () => {
  const folder = await temporaryFolder();
  await mkdir(segmentPath(folder, 5));
  await writeFile(segmentPath(folder, 999_999_999_999), 'not ours');
  await writeFile(join(folder, 'newest'), '9007199254740991');
  const log = await openSegmentLog(folder);
  expect(log.found.segments).toEqual([]);
  expect(await append(log, 'one')).toEqual([{ segment: 1, at: 0 }]);
  await log.close();
});
