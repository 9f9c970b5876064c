import { grown } from '../grown.ts';

/** Which pair is in which slot of the words, and the other way round: -1 where there is none. */
export interface Slots {
  of(number: number): number;
  /** By slot. Another one after a slot was set or moved. */
  readonly numbers: Int32Array;
  set(number: number, slot: number): void;
  clear(number: number): void;
  /** Slots were moved together: the new one of each. */
  move(movedTo: Int32Array): void;
}

const NONE = -1;

export const createSlots = (): Slots => {
  const slots: number[] = [];
  let numbers = new Int32Array(1024).fill(NONE);
  return {
    of: (number) => slots[number] ?? NONE,
    get numbers() {
      return numbers;
    },
    set(number, slot) {
      slots[number] = slot;
      if (slot >= numbers.length) numbers = grown(numbers, new Int32Array(slot * 2).fill(NONE));
      numbers[slot] = number;
    },
    clear(number) {
      const slot = slots[number] ?? NONE;
      if (slot !== NONE) numbers[slot] = NONE;
      slots[number] = NONE;
    },
    move(movedTo) {
      const moved = new Int32Array(numbers.length).fill(NONE);
      for (const [slot, number] of numbers.entries()) {
        const to = movedTo[slot] ?? NONE;
        if (number === NONE || to === NONE) continue;
        moved[to] = number;
        slots[number] = to;
      }
      numbers = moved;
    },
  };
};
