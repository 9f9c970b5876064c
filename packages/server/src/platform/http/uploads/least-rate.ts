import { fail, Failure } from '../../failure.ts';

export interface LeastRate {
  /** How long is looked at together. */
  readonly windowMs: number;
  /** What must come in such a time. */
  readonly windowBytes: number;
}

export interface Watching extends LeastRate {
  /** Of the whole body. One that is larger is refused with this sentence. */
  readonly mostBytes: number;
  readonly tooLarge: string;
}

/**
 * The same bytes, as long as they come fast enough and are not too many. Only waiting for the sender counts: what is done
 * with the bytes may take its time.
 */
export async function* watched(
  body: AsyncIterable<Buffer>,
  { windowMs, windowBytes, mostBytes, tooLarge }: Watching,
): AsyncGenerator<Buffer, void, void> {
  const chunks = body[Symbol.asyncIterator]();
  const slow = Promise.withResolvers<never>();
  slow.promise.catch(() => {});
  let [bytes, before, waits, waited] = [0, 0, false, true];
  const timer = setInterval(() => {
    if (waits && waited && bytes - before < windowBytes) slow.reject(new Failure('too_slow', { detail: TOO_SLOW }));
    before = bytes;
    waited = waits;
  }, windowMs);
  try {
    for (;;) {
      waits = true;
      const step = await Promise.race([chunks.next(), slow.promise]);
      waits = false;
      if (step.done === true) return;
      bytes += step.value.length;
      if (bytes > mostBytes) fail('too_large', { detail: tooLarge });
      yield step.value;
    }
  } finally {
    clearInterval(timer);
    // not awaited: it may wait for bytes that never come
    void chunks.return?.().catch(() => {});
  }
}

const TOO_SLOW = 'The file came too slowly to be waited for. Nothing of it was kept.';
