/** Also how long a deletion is remembered whose value nobody here has seen. */
export const MOST_TTL_MS = 24 * 3600 * 1000;
const MOST_KEY_CHARACTERS = 512;
const MOST_VALUE_BYTES = 256 * 1024;
const LEAST_LEASE_MS = 300;

/** What is wrong here is wrong in our code, not in a request: callers check what people send before it gets here. */
const demand = (holds: boolean, sentence: string): void => {
  if (!holds) throw new RangeError(sentence);
};

export const demandKey = (key: string): void =>
  demand(key !== '' && key.length <= MOST_KEY_CHARACTERS, `A key has from 1 to ${MOST_KEY_CHARACTERS} characters`);

export const demandTtl = (ttlMs: number): void =>
  demand(
    Number.isSafeInteger(ttlMs) && ttlMs > 0 && ttlMs <= MOST_TTL_MS,
    `A lifetime is a whole number of milliseconds up to ${MOST_TTL_MS}`,
  );

export const demandValue = (value: string): void =>
  demand(Buffer.byteLength(value) <= MOST_VALUE_BYTES, `A value has at most ${MOST_VALUE_BYTES} bytes`);

export const demandWhole = (by: number): void => demand(Number.isSafeInteger(by), 'A count moves by a whole number');

export const demandWish = (limit: number, leaseMs: number): void => {
  demand(Number.isSafeInteger(limit) && limit > 0, 'A limit of slots is a whole number from 1');
  demand(Number.isSafeInteger(leaseMs) && leaseMs >= LEAST_LEASE_MS, `A lease lasts at least ${LEAST_LEASE_MS} ms`);
};
