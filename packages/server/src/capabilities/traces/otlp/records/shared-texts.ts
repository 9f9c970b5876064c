/** Longer ones are what somebody said, which repeats rarely. */
const MOST_BYTES = 64;
const SLOTS = 4096;

/**
 * Names of models, tools and services come again with every span: the text that was made of the same bytes before is given again.
 * Each place has one text, the latest, so that there are never more of them than that.
 */
const slots = Array.from<string | undefined>({ length: SLOTS }).fill(undefined);

/** Text from its bytes, as `toString` makes it. */
export const sharedText = (bytes: Buffer, from: number, to: number): string => {
  if (to - from > MOST_BYTES || to === from) return bytes.toString('utf8', from, to);
  const slot = slotOf(bytes, from, to);
  const before = slots[slot];
  if (before !== undefined && isSame(before, bytes, from, to)) return before;
  const text = bytes.toString('utf8', from, to);
  slots[slot] = text;
  return text;
};

/** Only ever true of ASCII: any other character is another number than its bytes. */
const isSame = (text: string, bytes: Buffer, from: number, to: number): boolean => {
  if (text.length !== to - from) return false;
  for (let at = from; at < to; at += 1) if (bytes[at] !== text.charCodeAt(at - from)) return false;
  return true;
};

const slotOf = (bytes: Buffer, from: number, to: number): number => {
  const length = to - from;
  const middle = bytes[from + (length >>> 1)] ?? 0;
  const late = bytes[to - 1 - (length >>> 2)] ?? 0;
  const bits = Math.imul(length ^ ((bytes[to - 1] ?? 0) << 8) ^ (middle << 16) ^ (late << 24), 0x9e3779b1);
  return (bits ^ (bits >>> 15)) & (SLOTS - 1);
};
