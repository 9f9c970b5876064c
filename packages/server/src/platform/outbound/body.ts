import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { OutboundFailure } from './failure.ts';

const DECODERS = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
} as const;

export const ACCEPTED_ENCODINGS = 'gzip, deflate, br, zstd';

interface Received {
  readonly encoding: string | undefined;
  readonly length: string | undefined;
  readonly maxBytes: number;
}

/** The bytes as they were meant, counted as they come out: what is small on the line may be endless here. */
export async function* readBody(raw: Readable, { encoding, length, maxBytes }: Received): AsyncGenerator<Buffer> {
  const decoded = decode(raw, encoding?.trim().toLowerCase() ?? '');
  if (decoded === raw && Number(length) > maxBytes) throw tooLarge(maxBytes);
  let bytes = 0;
  for await (const chunk of decoded as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

const decode = (raw: Readable, encoding: string): Readable => {
  if (encoding === '' || encoding === 'identity') return raw;
  const create = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding as keyof typeof DECODERS] : undefined;
  if (create === undefined)
    throw new OutboundFailure('broken', 'The answer is compressed in a way that was not asked for.');
  // its reader hears of the error
  return pipeline(raw, create(), () => {});
};

const tooLarge = (maxBytes: number): OutboundFailure =>
  new OutboundFailure('too_large', `The answer has more than the ${maxBytes} bytes that are read.`);
