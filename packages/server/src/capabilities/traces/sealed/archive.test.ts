import fc from 'fast-check';
import { copyFile, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../platform/files/testing/temporary-folder.ts';
import type { Position } from '../../../platform/segments/position.ts';
import { openSegmentLog } from '../../../platform/segments/segment-log.ts';
import { segmentPath } from '../../../platform/segments/segment-files.ts';
import { openArchive, type Archive } from './archive.ts';
import type { SealedDamage } from './sealed-file.ts';

const END: Position = { segment: Number.MAX_SAFE_INTEGER, at: 0 };
const START: Position = { segment: 0, at: 0 };

/** A record of these tests begins with the time at which it was received. */
const recordOf = (time: number, text: string): Buffer => Buffer.concat([Buffer.from([time]), Buffer.from(text)]);

const setUp = async () => {
  const folder = await temporaryFolder();
  const [logFolder, sealedFolder] = [join(folder, 'log'), join(folder, 'sealed')];
  await mkdir(logFolder);
  const damages: SealedDamage[] = [];
  const open = (options: { cacheBytes?: number; blockBytes?: number } = {}): Promise<Archive> =>
    openArchive({
      logFolder,
      sealedFolder,
      receivedAtOf: (payload) => BigInt(payload[0] ?? 0),
      onDamage: (damage) => void damages.push(damage),
      ...options,
    });
  /** A segment that is finished. */
  const write = async (...records: readonly Buffer[]): Promise<Position[]> => {
    const log = await openSegmentLog(logFolder);
    const places: Position[] = [];
    for (const record of records) places.push(await log.append([record]));
    await log.close();
    return places;
  };
  return { folder, logFolder, sealedFolder, damages, open, write };
};

const all = async (archive: Archive, from = START): Promise<string[]> => {
  const texts: string[] = [];
  for await (const { payload } of archive.readFrom(from, END)) texts.push(payload.subarray(1).toString());
  return texts;
};

test('a record has the same place in the log and in the file that is made of it', async () => {
  const { logFolder, sealedFolder, open, write } = await setUp();
  const places = await write(recordOf(3, 'one'), recordOf(4, 'x'.repeat(3_000_000)), recordOf(9, 'three'));
  const archive = await open();
  const before = await Promise.all(places.map((place) => archive.read(place)));
  const file = await archive.sealOneBefore(2);
  await rm(segmentPath(logFolder, 1));
  expect(await Promise.all(places.map((place) => archive.read(place)))).toEqual(before);
  expect(before.map((record) => record?.[0])).toEqual([3, 4, 9]);
  expect(file?.blocks.map(({ records, earliest, latest }) => [records, earliest, latest])).toEqual([
    [2, 3n, 4n],
    [1, 9n, 9n],
  ]);
  expect((await stat(file?.path ?? '')).mode & 0o777).toBe(0o600);
  expect(await readdir(sealedFolder)).toEqual(['0000000000000001.sealed']);
});

test('records are read on from any place, through files and log', async () => {
  const { logFolder, open, write } = await setUp();
  const first = await write(recordOf(1, 'a'), recordOf(2, 'b'));
  await write(recordOf(3, 'c'));
  const archive = await open();
  await archive.sealOneBefore(2);
  await rm(segmentPath(logFolder, 1));
  expect(await all(archive)).toEqual(['a', 'b', 'c']);
  expect(await all(archive, first[1])).toEqual(['b', 'c']);
  expect(await all(await open())).toEqual(['a', 'b', 'c']);
});

test('a place where no record begins has none', async () => {
  const { open, write } = await setUp();
  const [place] = await write(recordOf(1, 'a'));
  const archive = await open();
  const wrong = { segment: place?.segment ?? 0, at: (place?.at ?? 0) + 1 };
  expect(await archive.read(wrong)).toBeUndefined();
  expect(await archive.read({ segment: 77, at: 0 })).toBeUndefined();
  await archive.sealOneBefore(2);
  expect(await archive.read(wrong)).toBeUndefined();
});

test('what a crash left of a file is removed, and the file is made again', async () => {
  const { sealedFolder, open, write } = await setUp();
  await write(recordOf(1, 'a'));
  await mkdir(sealedFolder);
  await writeFile(join(sealedFolder, '0000000000000001.sealed.draft'), 'half of it');
  const archive = await open();
  expect(await readdir(sealedFolder)).toEqual([]);
  await archive.sealOneBefore(2);
  expect(await all(archive)).toEqual(['a']);
});

test('files are forgotten whole', async () => {
  const { logFolder, sealedFolder, open, write } = await setUp();
  await write(recordOf(1, 'a'));
  await write(recordOf(2, 'b'));
  const archive = await open();
  await archive.sealOneBefore(3);
  await archive.sealOneBefore(3);
  expect(await archive.sealOneBefore(3)).toBeUndefined();
  await rm(logFolder, { recursive: true });
  await mkdir(logFolder);
  const [oldest] = archive.sealed();
  if (oldest !== undefined) await archive.forget(oldest);
  expect(await all(archive)).toEqual(['b']);
  expect(await readdir(sealedFolder)).toEqual(['0000000000000002.sealed']);
});

/** A file of several blocks, and what is in it. */
const sealedOnce = async () => {
  const ground = await setUp();
  const { logFolder, open, write } = ground;
  const texts = ['first', 'y'.repeat(1100), 'third', 'z'.repeat(1100), 'fifth'];
  const places = await write(...texts.map((text, index) => recordOf(index, text)));
  const file = await (await open({ blockBytes: 1000 })).sealOneBefore(2);
  await rm(segmentPath(logFolder, 1));
  const path = file?.path ?? '';
  await copyFile(path, `${path}.whole`);
  return { ...ground, texts, places, path, whole: await readFile(path) };
};

type Harm = (bytes: Buffer) => Buffer;

const cut =
  (at: number): Harm =>
  (bytes) =>
    bytes.subarray(0, at % bytes.length);

const flip =
  (at: number, bit: number): Harm =>
  (bytes) => {
    const place = at % bytes.length;
    bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
    return bytes;
  };

const zeros =
  (at: number, length: number): Harm =>
  (bytes) =>
    bytes.fill(0, at % bytes.length, Math.min(bytes.length, (at % bytes.length) + length));

const harms = fc.oneof(
  fc.nat().map(cut),
  fc.tuple(fc.nat(), fc.nat(7)).map(([at, bit]) => flip(at, bit)),
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 4096 })).map(([at, length]) => zeros(at, length)),
);

test('whatever happens to the bytes of a file, a record of it is read as it was or not at all, and a loss is told', async () => {
  const { texts, places, path, whole, open, damages } = await sealedOnce();
  await fc.assert(
    fc.asyncProperty(harms, async (harm) => {
      damages.length = 0;
      await writeFile(path, harm(Buffer.from(whole)));
      const archive = await open({ cacheBytes: 0 });
      const one = await Promise.all(places.map((place) => archive.read(place)));
      const read = one.map((record) => record?.subarray(1).toString());
      for (const [index, text] of read.entries()) expect([undefined, texts[index]]).toContain(text);
      const listed = await all(archive);
      expect(listed).toEqual(read.filter((text) => text !== undefined));
      expect(damages.length > 0 || listed.length === texts.length).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('a damaged block costs what is in it and nothing else, and is told by file and bytes', async () => {
  const { texts, path, whole, open, damages } = await sealedOnce();
  await writeFile(path, flip(60, 0)(Buffer.from(whole)));
  const archive = await open();
  expect(await all(archive)).toEqual(texts.slice(2));
  expect(damages).toEqual([
    { path, at: 8, length: expect.any(Number), records: 2, why: expect.stringMatching(/checksum/) },
  ]);
});

test('a file without its list is read by the headers of its blocks', async () => {
  const { texts, path, whole, open, damages } = await sealedOnce();
  await writeFile(path, whole.subarray(0, whole.length - 100));
  expect(await all(await open())).toEqual(texts);
  expect(damages).toEqual([expect.objectContaining({ path, records: undefined })]);
});
