interface Named {
  readonly name: string;
}

interface Slot<Entry> {
  readonly entry: Entry;
  readonly bytes: Buffer;
}

/** Finds what is known under a name from the name's bytes, without making a string of it: most names are known to nobody. */
export class KeyTable<Entry extends Named> {
  readonly #slots: (Slot<Entry> | undefined)[];
  readonly #mask: number;

  constructor(entries: readonly Entry[]) {
    // a quarter full, so that the name of a stranger mostly meets nobody
    const size = 2 ** Math.ceil(Math.log2(Math.max(4, entries.length * 4)));
    this.#mask = size - 1;
    this.#slots = Array.from<Slot<Entry> | undefined>({ length: size }).fill(undefined);
    for (const entry of entries) {
      const bytes = Buffer.from(entry.name);
      let place = this.#placeOf(bytes, 0, bytes.length);
      while (this.#slots[place] !== undefined) place = (place + 1) & this.#mask;
      this.#slots[place] = { entry, bytes };
    }
  }

  find(source: Buffer, from: number, to: number): Entry | undefined {
    if (to === from) return undefined;
    let place = this.#placeOf(source, from, to);
    for (;;) {
      const slot = this.#slots[place];
      if (slot === undefined) return undefined;
      if (isSame(slot.bytes, source, from, to)) return slot.entry;
      place = (place + 1) & this.#mask;
    }
  }

  /** Names differ in their length, their end and their middle sooner than at their beginning. */
  #placeOf(bytes: Buffer, from: number, to: number): number {
    const length = to - from;
    const last = bytes[to - 1] ?? 0;
    const middle = bytes[from + (length >>> 1)] ?? 0;
    const late = bytes[to - 1 - (length >>> 2)] ?? 0;
    const bits = Math.imul(length ^ (last << 8) ^ (middle << 16) ^ (late << 24), 0x9e3779b1);
    return (bits ^ (bits >>> 15)) & this.#mask;
  }
}

const isSame = (name: Buffer, source: Buffer, from: number, to: number): boolean => {
  if (name.length !== to - from) return false;
  for (let at = 0; at < name.length; at += 1) if (name[at] !== source[from + at]) return false;
  return true;
};
