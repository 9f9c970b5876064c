import type { Random } from '../run/random.ts';

/** What programs stumble over: quotes, delimiters, line ends, marks of order, half and double width, emoji, combining marks. */
const ODD = [
  ...[
    '"',
    '""',
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\u00a0',
    '\ufeff',
    '\u200b',
    '\u200f',
    '\u202e',
    "'",
    '`',
    '\\',
  ],
  ...[
    '=1+1',
    '<script>',
    '#',
    '-',
    '\u0001',
    '\u007f',
    '\u0085',
    '\u2028',
    'e\u0301',
    'ﬀ',
    '｡',
    'ß',
    'İ',
    '𝔘',
    '👩‍👩‍👧',
    '\ufffd',
    '\u{10ffff}',
  ],
];

/** A character of any script, and of none; never NUL and never half of one. */
export const anyCharacter = (random: Random): string => {
  const kind = random.next();
  if (kind < 0.3) return random.pick(ODD);
  if (kind < 0.6) return String.fromCodePoint(random.between(0x20, 0x7e));
  const code = random.between(1, kind < 0.9 ? 0xffff : 0x10_ffff);
  return code >= 0xd800 && code <= 0xdfff ? '·' : String.fromCodePoint(code);
};

export const textOf = (random: Random, characters: (random: Random) => string, most = 40): string =>
  Array.from({ length: random.between(0, most) }, () => characters(random)).join('');

/** Pairs of which no two ask the same: a number within the question sees to it. */
export const anyPairs = (
  random: Random,
  count: number,
  characters: (random: Random) => string = anyCharacter,
): (readonly [question: string, answer: string])[] =>
  Array.from({ length: count }, (_none, at) => {
    const number = `${at}x`;
    return [
      `${textOf(random, characters, 20)}${number}${textOf(random, characters, 20)}`,
      `${textOf(random, characters)}${number}${textOf(random, characters)}`,
    ] as const;
  });
