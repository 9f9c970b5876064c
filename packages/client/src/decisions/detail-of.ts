import { LONGEST_DETAIL } from '@holdfast/protocol/decisions/limits';

/** What was thrown, in words that are taken whatever it was: what cannot be told would leave its execution without an end. */
export const detailOf = (thrown: unknown): string =>
  wordsOf(thrown).replaceAll('\0', '\u{fffd}').slice(0, LONGEST_DETAIL).toWellFormed();

const wordsOf = (thrown: unknown): string => {
  try {
    return String(thrown);
  } catch {
    // an object without a prototype, or whose own words throw
    return 'Something was thrown that has no words.';
  }
};
