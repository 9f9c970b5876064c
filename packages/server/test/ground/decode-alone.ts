import { decodeUpTo } from '../../src/capabilities/traces/store-process/decode.ts';

const decode = decodeUpTo(2 ** 24);

/** A request decoded as the product does, with nothing stored: what a bench measures the rest against. Gives its spans. */
export const decodeAlone = (bytes: Buffer): number =>
  decode({ workspace: '' as never, receivedAt: 0, source: 'http', bytes })?.length ?? 0;
