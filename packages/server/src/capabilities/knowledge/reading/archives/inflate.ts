import { pipeline, Readable } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { UnreadableFile } from '../unreadable-file.ts';
import { refuseDensity, tooLarge } from './refusals.ts';

interface Packed {
  readonly how: 'gzip' | 'raw';
  readonly chunks: Iterable<Buffer>;
  readonly packedBytes: number;
  /** No more than this is ever unpacked. */
  readonly mostBytes: number;
  readonly entry: string | undefined;
}

const CHUNK_BYTES = 64 * 1024;

/** What is packed, piece by piece, and not a piece further than is allowed. */
export async function* inflate({ how, chunks, packedBytes, mostBytes, entry }: Packed): AsyncGenerator<Buffer> {
  const engine = (how === 'gzip' ? createGunzip : createInflateRaw)({ chunkSize: CHUNK_BYTES });
  // an error of the source ends the engine, and the loop below hears of it
  pipeline(Readable.from(chunks), engine, () => undefined);
  let bytes = 0;
  try {
    for await (const chunk of engine as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) tooLarge(entry === undefined ? 'The file' : 'A file of the archive', mostBytes, entry);
      refuseDensity(bytes, packedBytes, entry);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : damaged(entry, error);
  } finally {
    engine.destroy();
  }
  if (engine.bytesWritten !== packedBytes) throw damaged(entry);
}

const damaged = (entry: string | undefined, cause?: unknown): UnreadableFile =>
  new UnreadableFile(
    'damaged',
    `What is packed cannot be unpacked: it is cut off or damaged${cause instanceof Error ? ` (${cause.message})` : ''}.`,
    { entry },
  );
