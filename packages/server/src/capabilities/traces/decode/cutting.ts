/** Which end of a list of messages is wanted: the latest question, or the first answer. */
export type Side = 'first' | 'last';

/** Text up to here is taken whole: whoever parses it is done sooner than it would be shortened. */
export const WHOLE_BYTES = 2_048;
/** As much of other text is enough for whatever is shown in a line. */
export const BEGINNING_BYTES = 1_024;

/** The place at which a character begins that is at `at` or before it. */
export const wholeCharacters = (text: Buffer, at: number): number => {
  let cut = at;
  while (cut > at - 4 && ((text[cut] ?? 0) & 0xc0) === 0x80) cut -= 1;
  return cut;
};

const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
const LONGEST_ESCAPE = 6;

/** In a string of JSON: a place at `at` or shortly before it that parts neither a character nor an escape. */
export const wholeEscapes = (text: Buffer, at: number): number => {
  for (let back = 1; back < LONGEST_ESCAPE; back += 1) {
    if (text[at - back] !== BACKSLASH || !beginsEscape(text, at - back)) continue;
    const length = text[at - back + 1] === SMALL_U ? LONGEST_ESCAPE : 2;
    return back < length ? at - back : at;
  }
  return wholeCharacters(text, at);
};

/** Whether the backslash there is not escaped itself. */
const beginsEscape = (text: Buffer, at: number): boolean => {
  let before = at;
  while (text[before - 1] === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
};
