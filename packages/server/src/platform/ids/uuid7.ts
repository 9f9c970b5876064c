import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';

export type MakeId = () => string;

const RANDOM_POOL = 4096;

/** UUIDv7 (RFC 9562) whose 12-bit counter keeps the ids of one process in the order in which they were made. */
export const createIds = (clock: Clock, random: (size: number) => Buffer = randomBytes): MakeId => {
  let lastTime = 0;
  let counter = 0;
  let pool = random(RANDOM_POOL);
  let offset = 0;

  const take = (size: number): Buffer => {
    if (offset + size > pool.length) {
      pool = random(RANDOM_POOL);
      offset = 0;
    }
    offset += size;
    return pool.subarray(offset - size, offset);
  };

  return () => {
    const time = clock.now();
    if (time > lastTime) {
      lastTime = time;
      counter = take(2).readUInt16BE() & 0x7ff;
    } else if (counter < 0xfff) {
      counter += 1;
    } else {
      // the counter is used up, or the clock jumped back: borrow from the next millisecond
      lastTime += 1;
      counter = 0;
    }
    const head = lastTime.toString(16).padStart(12, '0');
    const tail = take(8);
    tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
    const hex = tail.toString('hex');
    return `${head.slice(0, 8)}-${head.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${hex.slice(0, 4)}-${hex.slice(4)}`;
  };
};
