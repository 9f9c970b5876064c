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

export interface BodyLimits {
  readonly mostBytes: number;
  /** How many bytes come, where that was announced: as they come they are put where they stay. */
  readonly expected?: number | undefined;
  /** Told of all that is held, as it comes in and as it comes out of it. What it throws is thrown. */
  readonly hold?: (bytes: number) => void;
}

/**
 * Reads a body to its end, or until it is more than allowed. The limit holds for what comes in and for what comes out of it: how
 * small it was made does not matter. What the source itself throws, a caller that hung up, is thrown.
 */
export const readBody = async (
  source: AsyncIterable<Buffer>,
  encoding: Encoding,
  limits: BodyLimits,
): Promise<Body> => {
  const received = createCount(limits);
  const wanted = received.guard(source);
  try {
    if (encoding === 'identity') return { kind: 'read', bytes: await collected(wanted, limits.expected) };
    return await inflate(wanted, received, limits);
  } catch (problem) {
    if (problem instanceof TooLarge) return { kind: 'too_large' };
    throw problem;
  }
};

const inflate = async (source: AsyncIterable<Buffer>, received: Count, limits: BodyLimits): Promise<Body> => {
  const gunzip = createGunzip({ chunkSize: OUTPUT_BYTES });
  const inflated = createCount(limits);
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

const collected = async (source: AsyncIterable<Buffer>, expected = 0): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Buffer[] = [];
  let place = Buffer.allocUnsafeSlow(Math.min(expected, FIRST_PLACE_BYTES));
  let at = 0;
  for await (const chunk of source) {
    const end = at + chunk.length;
    if (end > place.length && end <= expected) place = largerPlace(place.subarray(0, at), end, expected);
    // what is more than was announced stays behind it
    if (end <= place.length && chunks.length === 0) at += chunk.copy(place, at);
    else chunks.push(chunk);
  }
  return chunks.length === 0 ? place.subarray(0, at) : Buffer.concat([place.subarray(0, at), ...chunks]);
};

/** Whoever announces much and sends nothing has little: thousands of them would keep the collector of garbage busy, and everybody waiting. */
const FIRST_PLACE_BYTES = 64 * 1024;
const GROWTH = 4;

const largerPlace = (full: Buffer, least: number, most: number): Buffer<ArrayBuffer> => {
  const place = Buffer.allocUnsafeSlow(Math.min(most, Math.max(least, full.length * GROWTH)));
  full.copy(place);
  return place;
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

const createCount = ({ mostBytes, hold }: BodyLimits): Count => {
  let bytes = 0;
  return {
    bytes: () => bytes,
    guard: async function* (source) {
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > mostBytes) throw new TooLarge();
        hold?.(chunk.length);
        yield chunk;
      }
    },
  };
};
