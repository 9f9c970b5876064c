import type { Fault } from './fault.ts';
import { pause } from '../pause.ts';

/** Every byte arrives later, each way. It is the line that is long: nothing waits for what went before. */
export const latency = (ms: number, jitterMs = 0, next: () => number = () => 0.5): Fault => ({
  name: `latency ${ms} ms`,
  async carry(chunk) {
    const due = chunk.arrivedAt + ms + next() * jitterMs;
    await pause(due - performance.now(), chunk.released);
    await chunk.write(chunk.bytes);
  },
});
