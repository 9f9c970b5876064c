/** Many texts in one piece of memory outside of the heap. */
export interface StringTable {
  add(text: string): void;
  at(index: number): string | undefined;
}

const FIRST_BYTES = 64 * 1024;
const FIRST_PLACES = 1024;

export const createStringTable = (): StringTable => {
  let bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  let ends = new Uint32Array(FIRST_PLACES);
  let count = 0;
  let used = 0;

  const makeRoom = (needed: number): void => {
    if (used + needed > bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, used + needed));
      bytes.copy(larger, 0, 0, used);
      bytes = larger;
    }
    if (count === ends.length) {
      const larger = new Uint32Array(ends.length * 2);
      larger.set(ends);
      ends = larger;
    }
  };
  return {
    add(text) {
      makeRoom(Buffer.byteLength(text));
      used += bytes.write(text, used);
      ends[count] = used;
      count += 1;
    },
    at(index) {
      if (!(index >= 0 && index < count)) return undefined;
      return bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index]);
    },
  };
};
