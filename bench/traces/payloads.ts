import type { Payload } from './payload/batch.ts';

/** 12 attributes, 602 bytes; traces of 20 spans, each in two requests. */
export const usual = (seed: number): Payload => ({
  seed,
  spansPerBatch: 1000,
  spansPerTrace: 20,
  batchesPerTrace: 2,
  spanBytes: 602,
  templates: 32,
});

/** The same with what was said: 5,000 bytes. */
export const withMessages = (seed: number): Payload => ({ ...usual(seed), spanBytes: 5000, templates: 16 });

/** Whole traces, as long as said. */
export const long = (seed: number, spans: number): Payload => ({
  ...usual(seed),
  spansPerBatch: spans,
  spansPerTrace: spans,
  batchesPerTrace: 1,
  templates: 4,
});

/** Small requests, so that a kill meets many of them. */
export const small = (seed: number): Payload => ({ ...usual(seed), spansPerBatch: 200 });

/** One trace a request. */
export const single = (seed: number): Payload => ({ ...long(seed, 20), templates: 16 });
