const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Nearly all strings end within so many bytes; beyond, native code looks for the end. */
const NEAR = 48;

/**
 * Goes over JSON text in its bytes without parsing it, from either end. It believes that the text is JSON: where it is not, places are
 * wrong, but they lie between those that were given. Whoever parses what lies there finds out. Gives -1 where there is no such place.
 */
export class JsonSkim {
  readonly #bytes: Buffer;
  /** How many bytes outside long strings it may still look at, so that no text takes long. */
  #steps: number;

  constructor(text: Buffer, steps: number) {
    this.#bytes = text;
    this.#steps = steps;
  }

  /** Behind the string whose opening quote lies there. */
  endOfString(at: number, to: number): number {
    const bytes = this.#bytes;
    let next = at + 1;
    for (const near = Math.min(to, next + NEAR); next < near; next += 1) {
      const byte = bytes[next];
      if (byte === QUOTE) return next + 1;
      if (byte === BACKSLASH) next += 1;
    }
    for (;;) {
      next = bytes.indexOf(QUOTE, next);
      if (next === -1 || next >= to) return -1;
      if (!this.#isEscaped(next, at)) return next + 1;
      next += 1;
    }
  }

  /** Behind the value that begins there. */
  endOfValue(from: number, to: number): number {
    const bytes = this.#bytes;
    let depth = 0;
    for (let at = from; at < to && this.#step();) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        at = this.endOfString(at, to);
        if (at === -1) return -1;
        if (depth === 0) return at;
        continue;
      }
      if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
      else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
        if (depth === 0) return at;
        depth -= 1;
        if (depth === 0) return at + 1;
      } else if (byte === COMMA && depth === 0) return at;
      at += 1;
    }
    return -1;
  }

  /** Where the item of a list begins that ends there; `from` is behind the list's bracket. */
  startOfItem(from: number, end: number): number {
    const bytes = this.#bytes;
    let depth = 0;
    for (let at = end - 1; at >= from && this.#step(); at -= 1) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        at = this.#startOfString(at, from);
        if (at === -1) return -1;
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth += 1;
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth -= 1;
      else if (byte === COMMA && depth === 0) return at + 1;
    }
    return this.#steps > 0 ? from : -1;
  }

  /** The opening quote of the string whose closing quote lies there. */
  #startOfString(at: number, from: number): number {
    const bytes = this.#bytes;
    let before = at - 1;
    for (const near = Math.max(from, before - NEAR); before >= near; before -= 1) {
      if (bytes[before] === QUOTE && !this.#isEscaped(before, from)) return before;
    }
    while (before >= from) {
      before = bytes.lastIndexOf(QUOTE, before);
      if (before < from) return -1;
      if (!this.#isEscaped(before, from)) return before;
      before -= 1;
    }
    return -1;
  }

  /** By an odd number of backslashes. */
  #isEscaped(at: number, from: number): boolean {
    let before = at - 1;
    while (before >= from && this.#bytes[before] === BACKSLASH) before -= 1;
    return (at - before) % 2 === 0;
  }

  #step(): boolean {
    this.#steps -= 1;
    return this.#steps > 0;
  }
}
