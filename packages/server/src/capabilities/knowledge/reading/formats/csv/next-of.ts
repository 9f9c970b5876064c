/** The next place of a character from a place on, or the end of the text. A place that was found is not looked for again. */
export type NextOf = (from: number) => number;

export const nextOf = (text: string, wanted: string): NextOf => {
  let since = 0;
  let known = -1;
  return (from) => {
    if (from >= since && from <= known) return known;
    const found = text.indexOf(wanted, from);
    since = from;
    known = found === -1 ? text.length : found;
    return known;
  };
};
