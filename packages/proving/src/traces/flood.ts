import { randomBytes } from 'node:crypto';
import type { Caller } from '../identity/caller.ts';
import { expectSame } from '../oracles/expect-that.ts';
import { aSpan, inProtobuf } from './otlp-span.ts';
import { sendOverHttp } from './send-spans.ts';

const BATCH = 1_000;
const PER_TRACE = 50;
const SENDERS = 4;
const FILLER_BYTES = 200;

interface Template {
  readonly bytes: Buffer;
  readonly traceIds: readonly number[];
  readonly spanIds: readonly number[];
}

const placesOf = (bytes: Buffer, what: Buffer): number[] => {
  const places: number[] = [];
  for (let at = bytes.indexOf(what); at !== -1; at = bytes.indexOf(what, at + what.length)) places.push(at);
  return places;
};

/** Written once; each request that is sent has other ids in the same places. */
const writeTemplate = (): Template => {
  const [traceId, spanId] = [randomBytes(16), randomBytes(8)];
  const attributes = [{ key: 'filler', value: { stringValue: randomBytes(FILLER_BYTES).toString('hex') } }];
  const span = aSpan('one of many', { traceId: traceId.toString('hex'), spanId: spanId.toString('hex'), attributes });
  const bytes = inProtobuf(Array.from({ length: BATCH }, () => span));
  return { bytes, traceIds: placesOf(bytes, traceId), spanIds: placesOf(bytes, spanId) };
};

const nextBatch = ({ bytes, traceIds, spanIds }: Template): Buffer => {
  const ids = randomBytes(BATCH * 8 + (BATCH / PER_TRACE) * 16);
  for (const [index, at] of spanIds.entries()) ids.copy(bytes, at, index * 8, index * 8 + 8);
  for (const [index, at] of traceIds.entries()) {
    const from = BATCH * 8 + Math.floor(index / PER_TRACE) * 16;
    ids.copy(bytes, at, from, from + 16);
  }
  return bytes;
};

/** Sends so many spans of some 500 bytes, fifty to a trace, as fast as they are taken; what is refused for a moment is sent again. */
export const flood = async ({ place, token }: Caller, spans: number): Promise<void> => {
  let left = spans / BATCH;
  const send = async (): Promise<void> => {
    const template = writeTemplate();
    while (left > 0) {
      left -= 1;
      const told = await sendOverHttp(nextBatch(template), {
        url: `${place.url}/v1/traces`,
        authorization: `Bearer ${token}`,
      });
      if (told.status === 429 || told.status === 503) left += 1;
      else expectSame([told.status, told.rejected], [200, 0], 'all spans are acknowledged');
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
};
