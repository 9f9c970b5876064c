import { decodeBatch } from '../../src/capabilities/traces/store-process/decode.ts';

/** A request decoded as the product does, with nothing stored: what a bench measures the rest against. Gives its spans. */
export const decodeAlone = (bytes: Buffer): number => decodeBatch({ bytes, spanBytes: 2 ** 24 })?.length ?? 0;
