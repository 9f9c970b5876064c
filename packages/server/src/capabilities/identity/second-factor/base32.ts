const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS = 5;
const MASK = 31;

/** RFC 4648 without padding: for whole groups of five bytes, which is all that we make. */
export const toBase32 = (bytes: Uint8Array): string => {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= BITS) {
      bits -= BITS;
      text += LETTERS.charAt((held >>> bits) & MASK);
    }
    held &= (1 << bits) - 1;
  }
  return text;
};

export const fromBase32 = (text: string): Buffer => {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of text) {
    const value = LETTERS.indexOf(letter);
    if (value === -1) throw new RangeError('This is not base32');
    held = (held << BITS) | value;
    bits += BITS;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(held >>> bits);
      held &= (1 << bits) - 1;
    }
  }
  return Buffer.from(bytes);
};
