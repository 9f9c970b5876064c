/** Of bytes that are no valid UTF-8: what they may be, by how they are spread. A guess, and called one. */
export const guessEncoding = (sample: Buffer): string => utf16Of(sample) ?? severalBytesOf(sample) ?? oneByteOf(sample);

/** Text of any script has line ends, blanks and commas: in UTF-16 half of each of them is a NUL. */
const utf16Of = (sample: Buffer): string | undefined => {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const some = Math.max(1, sample.length / 50);
  if (odd > some && odd > even * 4) return 'utf-16le';
  if (even > some && even > odd * 4) return 'utf-16be';
  return undefined;
};

const CJK = ['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr'] as const;

/** Letters that are frequent in running text of the language, and rare in what a wrong reading makes. */
const FREQUENT = /[\u3040-\u30ff\uac00-\ud7a3\u4e00-\u9fff\u3001\u3002\uff01\uff0c\uff1f]/u;
const ODD = /[\uff61-\uff9f\ue000-\uf8ff\u3400-\u4dbf\u2500-\u257f]/u;

const severalBytesOf = (sample: Buffer): string | undefined => {
  const high = sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
  if (high < sample.length / 5) return undefined;
  const scored = CJK.map((name) => ({ name, score: likeliness(name, sample) })).filter(({ score }) => score > 0.8);
  return scored.toSorted((a, b) => b.score - a.score)[0]?.name;
};

const KANA_OR_HANGUL = /[\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3]/u;
/** The first of the two planes of each Chinese encoding has what is used every day. */
const EVERYDAY = /[的是一不了在有我他這这個个們们來来要會会可以問问題题怎麼么何時时什]/u;

const likeliness = (name: string, sample: Buffer): number => {
  const text = decodedPrefix(name, sample);
  if (text === undefined) return 0;
  const others = Array.from(text).filter((character) => character > '\u007f');
  if (others.length === 0) return 0;
  const share = (pattern: RegExp): number =>
    others.filter((character) => pattern.test(character)).length / others.length;
  return share(FREQUENT) - 2 * share(ODD) + (share(KANA_OR_HANGUL) + share(EVERYDAY)) / 2;
};

/** A sample may end within a character. */
const decodedPrefix = (name: string, sample: Buffer): string | undefined => {
  try {
    return new TextDecoder(name, { fatal: true }).decode(sample, { stream: true });
  } catch {
    return undefined;
  }
};

const isAsciiLetter = (byte: number): boolean => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** In Cyrillic text most letters are high; in the languages of Western Europe few. */
const oneByteOf = (sample: Buffer): string => {
  let letters = 0;
  let high = 0;
  for (const byte of sample) {
    if (isAsciiLetter(byte)) letters += 1;
    if (byte >= 0xc0) high += 1;
  }
  return high > letters ? 'windows-1251' : 'windows-1252';
};
