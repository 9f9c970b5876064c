import type { Fault } from './fault.ts';
import { untilReleased } from '../pause.ts';

/**
 * Connections stand and open, and nothing comes through.
 * What was sent meanwhile arrives when the line is good again, as TCP would send it again.
 */
export const blackHole = (): Fault => ({
  name: 'black hole',
  newcomers: 'hold',
  async carry(chunk) {
    await untilReleased(chunk.released);
    await chunk.write(chunk.bytes);
  },
});
