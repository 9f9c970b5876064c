/**
 * Pictures, with what makes them pictures and joins them to one. Or what hides: controls, what turns the direction of a
 * text, what has no width. With those one text can look like another.
 */
const PICTURE_OR_HIDDEN =
  /(?<picture>\p{Extended_Pictographic}[\p{Emoji_Modifier}\u{FE0F}]?(?:\u{200D}\p{Extended_Pictographic}[\p{Emoji_Modifier}\u{FE0F}]?)*)|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`;

/** The same with everything in it to be seen. Lines, tabs and pictures stay what they are. */
export const visibleText = (text: string): string =>
  text.replaceAll(PICTURE_OR_HIDDEN, (found: string, picture: string | undefined) =>
    picture !== undefined || found === '\n' || found === '\t' ? found : escaped(found),
  );

const BLANKS: Readonly<Record<string, string>> = { ' ': '·', '\t': '→', '\n': '↵\n' };

/** Blanks at an edge, which nobody would see, as signs. */
const visibleBlanks = (blanks: string): string => blanks.replaceAll(/\s/gu, (blank) => BLANKS[blank] ?? escaped(blank));

/** A text of several lines. The blanks at its edges are apart, as signs. */
export interface Lines {
  readonly before: string;
  readonly inside: string;
  readonly after: string;
  readonly count: number;
}

/** The lines of a value that has several; undefined of every other. */
export const linesOf = (value: unknown): Lines | undefined => {
  if (typeof value !== 'string') return undefined;
  const text = value.replaceAll('\r\n', '\n');
  const inside = text.trim();
  if (inside === '' || !text.includes('\n')) return undefined;
  const begin = text.indexOf(inside);
  return {
    before: visibleBlanks(text.slice(0, begin)),
    inside: visibleText(inside),
    after: visibleBlanks(text.slice(begin + inside.length)),
    count: (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n').length,
  };
};

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
