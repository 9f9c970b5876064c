/** Controls, and what turns the direction of a text or has no width: with them one text can look like another. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`;

/** The same with everything in it to be seen. Lines and tabs stay what they are. */
export const visibleText = (text: string): string =>
  text.replaceAll(HIDDEN, (character) => (character === '\n' || character === '\t' ? character : escaped(character)));

/** As much as fits a line. */
const FITS = 72;

const wouldBeRead = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text === '' || text.trim() !== text;
  }
};

/** A value as it is: a text that could be taken for something else keeps its quotes. */
export const visibleValue = (value: unknown): string => {
  if (typeof value === 'string' && !wouldBeRead(value)) return visibleText(value);
  const short = JSON.stringify(value);
  return visibleText(short.length <= FITS ? short : JSON.stringify(value, null, 2));
};
