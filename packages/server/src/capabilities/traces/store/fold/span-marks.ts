import { randomBelow } from '../../../../platform/crypto/random.ts';
import type { SpanMark } from './span-mark.ts';
import type { Asked } from './token-count.ts';

/** Of a span: its id, its parent's, its digest, and what it is. No span has an id of zeros: where one stands the place is free. */
const NUMBERS = 4;
const FEWEST_PLACES = 8;
const OPEN = 1n;
const FAILED = 2n;

/**
 * The marks of a trace by the ids of its spans. Hundreds of thousands are held at once, and change with every span that comes:
 * as objects they would be half of what the garbage collector goes through, so they are numbers in one piece of memory.
 */
export class SpanMarks {
  private numbers = new BigUint64Array(FEWEST_PLACES * NUMBERS);
  private asked: Map<bigint, Asked> | undefined;
  private count = 0;

  get size(): number {
    return this.count;
  }

  get(id: bigint): SpanMark | undefined {
    const at = this.placeOf(id);
    if (this.numbers[at] !== id) return undefined;
    const { [at + 1]: parentSpanId = 0n, [at + 2]: digest = 0n, [at + 3]: flags = 0n } = this.numbers;
    return {
      parentSpanId,
      digest,
      isOpen: (flags & OPEN) !== 0n,
      failed: (flags & FAILED) !== 0n,
      asked: this.asked?.get(id),
    };
  }

  set(id: bigint, { parentSpanId, digest, isOpen, failed, asked }: SpanMark): void {
    if (this.count * NUMBERS * 4 >= this.numbers.length * 3) this.grow();
    const at = this.placeOf(id);
    if (this.numbers[at] !== id) this.count += 1;
    this.numbers[at] = id;
    this.numbers[at + 1] = parentSpanId;
    this.numbers[at + 2] = digest;
    this.numbers[at + 3] = (isOpen ? OPEN : 0n) | (failed ? FAILED : 0n);
    if (asked !== undefined) (this.asked ??= new Map()).set(id, asked);
    else this.asked?.delete(id);
  }

  /** Where it stands, or would. */
  private placeOf(id: bigint): number {
    const mask = this.numbers.length / NUMBERS - 1;
    let place = hashOf(id) & mask;
    for (;;) {
      const there = this.numbers[place * NUMBERS];
      if (there === id || there === 0n) return place * NUMBERS;
      place = (place + 1) & mask;
    }
  }

  private grow(): void {
    const old = this.numbers;
    this.numbers = new BigUint64Array(old.length * 2);
    for (let at = 0; at < old.length; at += NUMBERS) {
      const id = old[at] ?? 0n;
      if (id === 0n) continue;
      const to = this.placeOf(id);
      for (let number = 0; number < NUMBERS; number += 1) this.numbers[to + number] = old[at + number] ?? 0n;
    }
  }
}

const whole = new BigUint64Array(1);
const halves = new Uint32Array(whole.buffer);
/** Others in each process: who chooses ids hardly knows which of them meet. */
let seeds: readonly [number, number] | undefined;

const hashOf = (id: bigint): number => {
  const [low, high] = (seeds ??= [randomBelow(2 ** 32), randomBelow(2 ** 32)]);
  whole[0] = id;
  let hash = Math.imul((halves[0] ?? 0) ^ low, 0x9e37_79b1);
  hash = Math.imul(hash ^ (hash >>> 16) ^ (halves[1] ?? 0) ^ high, 0x85eb_ca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
};
