/** What one span may have of what was read from JSON in its attributes: small text becomes dear objects. */
export const MOST_PARTS = 100_000;
/** Deeper ones break whoever writes them down again. */
const MOST_DEPTH = 64;

/** Room for what is shown of a span. */
export interface Room {
  /** The value, where there is room for all of it. */
  fit<Value>(value: Value, instead: Value): Value;
  readonly wasFull: boolean;
}

export const createRoom = (): Room => {
  let left = MOST_PARTS;
  let wasFull = false;
  return {
    fit(value, instead) {
      const parts = countParts(value, left);
      if (parts === undefined) wasFull = true;
      else left -= parts;
      return parts === undefined ? instead : value;
    },
    get wasFull() {
      return wasFull;
    },
  };
};

/** Undefined where it has more than so many, or lies too deep. */
const countParts = (whole: unknown, most: number): number | undefined => {
  let parts = 0;
  const waiting: [unknown, number][] = [[whole, 0]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [value, depth] = next;
    if (typeof value !== 'object' || value === null) continue;
    const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    parts += members.length;
    if (parts > most || depth > MOST_DEPTH) return undefined;
    for (const member of members) waiting.push([member, depth + 1]);
  }
  return parts;
};
