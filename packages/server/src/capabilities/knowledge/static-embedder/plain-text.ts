const ASCII = /^[\t\n\r -~]*$/;
/** Controls, formats, private characters, halves of characters. Tabs and ends of lines are white space. */
const UNSEEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFD]/gu;
const WHITE_SPACE = /\p{White_Space}/gu;
/** Written without blanks between words, so that each character is a word. */
const IDEOGRAPHS =
  /[\u4E00-\u9FFF\u3400-\u4DBF\uF900-\uFAFF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B920}-\u{2CEAF}\u{2F800}-\u{2FA1F}]/gu;
const ACCENTS = /\p{Mn}/gu;
const SIGMA = /Σ/g;

/** A text as the vocabulary spells it: lower case, without accents, ideographs apart. */
export const plainText = (text: string): string => {
  if (ASCII.test(text)) return text.toLowerCase();
  return (
    text
      .replaceAll(UNSEEN, '')
      .replaceAll(WHITE_SPACE, ' ')
      .replaceAll(IDEOGRAPHS, ' $& ')
      .normalize('NFD')
      .replaceAll(ACCENTS, '')
      // at the end of a word it would become another letter
      .replaceAll(SIGMA, 'σ')
      .toLowerCase()
  );
};
