const ASCII = /^[\t\n\r -~]*$/;
/** Controls, formats, private characters, halves of characters. Tabs and ends of lines are white space. */
const UNSEEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFD]/gu;
const WHITE_SPACE = /\p{White_Space}/gu;
/** Written without blanks between words, so that each character is a word. */
const IDEOGRAPHS =
  /[\u4E00-\u9FFF\u3400-\u4DBF\uF900-\uFAFF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B920}-\u{2CEAF}\u{2F800}-\u{2FA1F}]/gu;
const ACCENTS = /\p{Mn}/gu;
const SIGMA = /Σ/g;

/** How a vocabulary is written. */
export interface Spelling {
  readonly cleans: boolean;
  readonly partsIdeographs: boolean;
  readonly dropsAccents: boolean;
  readonly lowers: boolean;
}

/** Lower case, without accents, ideographs apart. */
export const UNCASED: Spelling = { cleans: true, partsIdeographs: true, dropsAccents: true, lowers: true };

/** A text as the vocabulary spells it. */
export const plainText = (text: string, spelling: Spelling): string => {
  if (ASCII.test(text)) return spelling.lowers ? text.toLowerCase() : text;
  let plain = text;
  if (spelling.cleans) plain = plain.replaceAll(UNSEEN, '').replaceAll(WHITE_SPACE, ' ');
  if (spelling.partsIdeographs) plain = plain.replaceAll(IDEOGRAPHS, ' $& ');
  if (spelling.dropsAccents) plain = plain.normalize('NFD').replaceAll(ACCENTS, '');
  // at the end of a word it would become another letter
  return spelling.lowers ? plain.replaceAll(SIGMA, 'σ').toLowerCase() : plain;
};
