import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../../../platform/files/atomic-write.ts';
import { codeOf } from '../../../platform/files/system-error.ts';
import type { Position } from '../../../platform/segments/position.ts';
import { checksumOf, HEADER_BYTES, readHeader } from '../../../platform/segments/record.ts';
import { scanSegment } from '../../../platform/segments/scan.ts';
import { listSegments, segmentPath } from '../../../platform/segments/segment-files.ts';
import { createBlockCache } from './block-cache.ts';
import type { PlacedBlock } from './block.ts';
import { openSealed, readBlock, type SealedDamage, type SealedFile } from './sealed-file.ts';
import { sealSegment, type Sealing } from './seal-segment.ts';
import { listSealed, removeDrafts } from './sealed-files.ts';

export interface ArchivedRecord {
  readonly position: Position;
  /** The place behind it. */
  readonly next: Position;
  readonly payload: Buffer;
}

/** Everything that was received and is still kept: the log, and the files that were made of it. A place means the same in both. */
export interface Archive {
  /** One record, or undefined where it is gone or damaged. */
  read(position: Position): Promise<Buffer | undefined>;
  /** Every whole record from a place on, up to another. */
  readFrom(from: Position, end: Position): AsyncGenerator<ArchivedRecord, void, void>;
  /** Makes a file of the oldest segment of the log before this one, and names it; undefined where there is none. One that is urgent lets nothing come between. */
  sealOneBefore(segment: number, isUrgent?: boolean): Promise<SealedFile | undefined>;
  /** The files, the oldest first. */
  sealed(): readonly SealedFile[];
  forget(file: SealedFile): Promise<void>;
}

export interface ArchiveParts extends Sealing {
  readonly onDamage: (damage: SealedDamage) => void;
  readonly cacheBytes?: number;
}

const CACHE_BYTES = 32 * 1024 * 1024;

export const openArchive = async (parts: ArchiveParts): Promise<Archive> => {
  const { logFolder, sealedFolder, onDamage, cacheBytes = CACHE_BYTES } = parts;
  const { betweenBlocks: _wait, ...urgently } = parts;
  await mkdir(sealedFolder, { recursive: true, mode: 0o700 });
  await syncFolder(dirname(sealedFolder));
  await removeDrafts(sealedFolder);
  const files = await openFiles(sealedFolder, onDamage);
  const cache = createBlockCache(cacheBytes);

  const unpack =
    (file: SealedFile, block: PlacedBlock): (() => Promise<Buffer | undefined>) =>
    async () => {
      const read = await readBlock(file, block);
      if (Buffer.isBuffer(read)) return read;
      onDamage(read);
      return undefined;
    };
  const readSealed = async (file: SealedFile, at: number): Promise<Buffer | undefined> => {
    const block = blockOf(file.blocks, at);
    if (block === undefined) return undefined;
    const raw = await cache.get(`${file.segment}:${block.from}`, unpack(file, block));
    return raw === undefined ? undefined : recordIn(raw, at - block.from)?.payload;
  };
  return {
    async read({ segment, at }) {
      const file = files.get(segment);
      if (file !== undefined) return readSealed(file, at);
      const read = await readLogged(logFolder, { segment, at });
      // it may have been sealed since
      const sealed = read === undefined ? files.get(segment) : undefined;
      return sealed === undefined ? read : readSealed(sealed, at);
    },
    async *readFrom(from, end) {
      const logged = await listSegments(logFolder);
      for (const segment of inOrder([...files.keys(), ...logged], from.segment, end.segment)) {
        const start = segment === from.segment ? from.at : 0;
        const file = files.get(segment);
        if (file === undefined)
          yield* scanLogged(logFolder, segment, start, segment === end.segment ? end.at : undefined);
        else yield* recordsOf(file, start, (block) => unpack(file, block)());
      }
    },
    async sealOneBefore(segment, isUrgent = false) {
      const oldest = (await listSegments(logFolder)).find((number) => number < segment && !files.has(number));
      if (oldest === undefined) return undefined;
      await sealSegment(isUrgent ? urgently : parts, oldest);
      const file = await openSealed(sealedFolder, oldest);
      files.set(oldest, file);
      return file;
    },
    sealed: () => [...files.values()].toSorted((left, right) => left.segment - right.segment),
    async forget(file) {
      files.delete(file.segment);
      await rm(file.path, { force: true });
      await syncFolder(sealedFolder);
    },
  };
};

const openFiles = async (folder: string, onDamage: ArchiveParts['onDamage']): Promise<Map<number, SealedFile>> => {
  const files = new Map<number, SealedFile>();
  for (const segment of await listSealed(folder)) {
    const file = await openSealed(folder, segment);
    if (file.damage !== undefined) onDamage(file.damage);
    files.set(segment, file);
  }
  return files;
};

const inOrder = (segments: readonly number[], from: number, to: number): number[] =>
  [...new Set(segments)].filter((one) => one >= from && one <= to).toSorted((left, right) => left - right);

/** The last that begins there or before. */
const blockOf = (blocks: readonly PlacedBlock[], at: number): PlacedBlock | undefined => {
  const block = blocks.findLast(({ from }) => from <= at);
  return block !== undefined && at < block.from + block.rawLength ? block : undefined;
};

const recordIn = (raw: Buffer, at: number): { readonly payload: Buffer; readonly end: number } | undefined => {
  const header = readHeader(raw, at);
  if (header?.kind !== 'entry') return undefined;
  const end = at + HEADER_BYTES + header.length;
  const payload = raw.subarray(at + HEADER_BYTES, end);
  return end <= raw.length && checksumOf([payload]) === header.checksum ? { payload, end } : undefined;
};

/** The next block is unpacked while this one is looked at. */
async function* recordsOf(
  { segment, blocks }: SealedFile,
  start: number,
  unpack: (block: PlacedBlock) => Promise<Buffer | undefined>,
): AsyncGenerator<ArchivedRecord, void, void> {
  const wanted = blocks.filter(({ from, rawLength }) => from + rawLength > start);
  let ahead = wanted[0] && unpack(wanted[0]);
  for (const [index, block] of wanted.entries()) {
    const raw = await ahead;
    const next = wanted[index + 1];
    ahead = next && unpack(next);
    // whether that fails matters when it is its turn
    ahead?.catch(() => {});
    if (raw !== undefined) yield* recordsIn(raw, segment, block.from, start);
  }
}

function* recordsIn(raw: Buffer, segment: number, from: number, start: number): Generator<ArchivedRecord, void, void> {
  for (let at = Math.max(0, start - from); at < raw.length;) {
    const record = recordIn(raw, at);
    if (record === undefined) return;
    yield {
      position: { segment, at: from + at },
      next: { segment, at: from + record.end },
      payload: record.payload,
    };
    at = record.end;
  }
}

async function* scanLogged(
  folder: string,
  segment: number,
  start: number,
  to: number | undefined,
): AsyncGenerator<ArchivedRecord, void, void> {
  for await (const one of scanSegment(segmentPath(folder, segment), start, to)) {
    if (one.kind !== 'entry') continue;
    yield { position: { segment, at: one.at }, next: { segment, at: one.at + one.length }, payload: one.payload };
  }
}

const readLogged = async (folder: string, { segment, at }: Position): Promise<Buffer | undefined> => {
  try {
    const file = await open(segmentPath(folder, segment), 'r');
    try {
      const head = Buffer.alloc(HEADER_BYTES);
      const { bytesRead } = await file.read(head, 0, HEADER_BYTES, at);
      const header = bytesRead === HEADER_BYTES ? readHeader(head) : undefined;
      if (header?.kind !== 'entry') return undefined;
      const payload = Buffer.allocUnsafe(header.length);
      await file.read(payload, 0, header.length, at + HEADER_BYTES);
      return checksumOf([payload]) === header.checksum ? payload : undefined;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};
