import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Gunzip } from 'node:zlib';
import type { Encoding } from './content-encoding.ts';

export type Body =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'too_large' }
  /** It is no gzip, ends too early, or something stands behind it. */
  | { readonly kind: 'malformed' };

const OUTPUT_BYTES = 128 * 1024;

/**
 * Reads a body to its end, or until it is more than allowed. The limit holds for what comes in and for what comes out of it: how
 * small it was made does not matter. What the source itself throws, a caller that hung up, is thrown.
 */
export const readBody = async (source: AsyncIterable<Buffer>, encoding: Encoding, mostBytes: number): Promise<Body> => {
  const received = createCount(mostBytes);
  const wanted = received.guard(source);
  try {
    if (encoding === 'identity') return { kind: 'read', bytes: await collected(wanted) };
    return await inflate(wanted, received, mostBytes);
  } catch (problem) {
    if (problem instanceof TooLarge) return { kind: 'too_large' };
    throw problem;
  }
};

const inflate = async (source: AsyncIterable<Buffer>, received: Count, mostBytes: number): Promise<Body> => {
  const gunzip = createGunzip({ chunkSize: OUTPUT_BYTES });
  const inflated = createCount(mostBytes);
  let bytes = Buffer.alloc(0);
  const collect = async (output: AsyncIterable<Buffer>): Promise<void> => {
    bytes = await collected(inflated.guard(output));
  };
  try {
    await pipeline(Readable.from(source), gunzip, collect);
  } catch (problem) {
    if (isGzipProblem(problem)) return { kind: 'malformed' };
    throw problem;
  }
  return isWhole(gunzip, received) ? { kind: 'read', bytes } : { kind: 'malformed' };
};

const collected = async (source: AsyncIterable<Buffer>): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Node stops without a word at what follows a gzip and is none; nothing at all is no gzip either. */
const isWhole = (gunzip: Gunzip, received: Count): boolean =>
  received.bytes() > 0 && gunzip.bytesWritten === received.bytes();

const GZIP_PROBLEMS = new Set(['Z_DATA_ERROR', 'Z_BUF_ERROR', 'Z_NEED_DICT', 'Z_STREAM_ERROR']);

const isGzipProblem = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && GZIP_PROBLEMS.has(String(problem.code));

class TooLarge extends Error {}

interface Count {
  readonly bytes: () => number;
  readonly guard: (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer, void, void>;
}

const createCount = (mostBytes: number): Count => {
  let bytes = 0;
  return {
    bytes: () => bytes,
    guard: async function* (source) {
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > mostBytes) throw new TooLarge();
        yield chunk;
      }
    },
  };
};
