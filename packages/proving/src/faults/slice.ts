import type { Fault } from './fault.ts';
import { pause } from '../pause.ts';

/** Bytes arrive in small pieces with gaps, so that no reader may count on whole messages. */
export const slice = (size: number, gapMs = 1): Fault => ({
  name: `slices of ${size} bytes`,
  async carry(chunk) {
    for (let from = 0; from < chunk.bytes.length; from += size) {
      await chunk.write(chunk.bytes.subarray(from, from + size));
      await pause(gapMs, chunk.released);
    }
  },
});
