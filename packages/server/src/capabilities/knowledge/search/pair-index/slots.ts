/** Which pair is in which slot of the words, and the other way round: -1 where there is none. */
export interface Slots {
  of(number: number): number;
  numberAt(slot: number): number;
  set(number: number, slot: number): void;
  clear(number: number): void;
  /** Slots were moved together: the new one of each. */
  move(movedTo: Int32Array): void;
}

const NONE = -1;

export const createSlots = (): Slots => {
  const slots: number[] = [];
  let numbers: number[] = [];
  return {
    of: (number) => slots[number] ?? NONE,
    numberAt: (slot) => numbers[slot] ?? NONE,
    set(number, slot) {
      slots[number] = slot;
      numbers[slot] = number;
    },
    clear(number) {
      const slot = slots[number] ?? NONE;
      if (slot !== NONE) numbers[slot] = NONE;
      slots[number] = NONE;
    },
    move(movedTo) {
      const moved: number[] = [];
      for (const [slot, number] of numbers.entries()) {
        const to = movedTo[slot] ?? NONE;
        if (to === NONE) continue;
        moved[to] = number;
        slots[number] = to;
      }
      numbers = moved;
    },
  };
};
