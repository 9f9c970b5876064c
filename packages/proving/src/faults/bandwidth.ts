import type { Fault } from './fault.ts';
import { pause } from '../pause.ts';

const STEP_MS = 10;

/** So many bytes a second, for each connection and each way. */
export const bandwidth = (bytesPerSecond: number): Fault => ({
  name: `${bytesPerSecond} bytes/s`,
  async carry(chunk) {
    const step = Math.max(1, Math.floor((bytesPerSecond * STEP_MS) / 1000));
    const startedAt = performance.now();
    for (let from = 0; from < chunk.bytes.length; from += step) {
      await chunk.write(chunk.bytes.subarray(from, from + step));
      const due = startedAt + ((from + step) / bytesPerSecond) * 1000;
      await pause(due - performance.now(), chunk.released);
    }
  },
});
