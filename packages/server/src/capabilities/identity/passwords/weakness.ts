import type { CommonPasswords } from './common-passwords.ts';

/** Whose password it is to be, so that it says nothing that everybody knows of them. */
export interface Owner {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
}

export interface Weakness {
  readonly code: 'too_short' | 'too_long' | 'common' | 'repeated' | 'row' | 'about_owner' | 'about_product';
  /** Goes on after the name of the field. */
  readonly detail: string;
}

export const SHORTEST = 12;
export const LONGEST = 1024;

/**
 * What is wrong with a new password, undefined for one that may be taken. It is taken exactly as it comes: nothing is cut off,
 * trimmed, made alike or changed in case; only these comparisons look at it in lower case. Nobody is told which characters to use.
 */
export const weaknessOf = (password: string, owner: Owner, common: CommonPasswords): Weakness | undefined => {
  // oxlint-disable-next-line no-misused-spread -- characters as Unicode counts them, which is what guessing has to go through
  const letters = [...password];
  if (letters.length < SHORTEST) return { code: 'too_short', detail: `must have ${SHORTEST} characters or more` };
  if (letters.length > LONGEST) return { code: 'too_long', detail: `must have ${LONGEST} characters or fewer` };
  const lower = password.toLowerCase();
  if (common.has(lower) || isMostly(lower, (part) => common.has(part)))
    return {
      code: 'common',
      detail: 'is, but for a few digits or signs, a password that many have and that is tried first',
    };
  if (pieceOf(letters).length < SHORTEST)
    return { code: 'repeated', detail: `repeats one piece of fewer than ${SHORTEST} characters` };
  if (isRow(letters)) return { code: 'row', detail: 'counts up or down, which is tried first' };
  if (isMostly(lower, (part) => wordsOf(owner).has(part)))
    return { code: 'about_owner', detail: 'is, but for a few digits or signs, the e-mail or name that it belongs to' };
  if (isMostly(lower, (part) => PRODUCT.has(part)))
    return { code: 'about_product', detail: 'is, but for a few digits or signs, the name of Holdfast' };
  return undefined;
};

const PRODUCT: ReadonlySet<string> = new Set(['holdfast', 'hold fast', 'hold-fast', 'holdfastholdfast']);
const HALF = 0.5;
const AT_THE_BEGINNING = /^[\p{N}\p{P}\p{S}\p{Z}]+/u;

/** What is left without digits, signs and blanks at both ends, where that is half of it or more; and all of it. */
const isMostly = (lower: string, isKnown: (part: string) => boolean): boolean => {
  const core = withoutSignsAtTheEnd(lower.replace(AT_THE_BEGINNING, ''));
  return isKnown(lower) || (core.length >= lower.length * HALF && isKnown(core));
};

/** From behind, one after the other: an expression that looks for them at the end would begin anew at each of them. */
const withoutSignsAtTheEnd = (text: string): string => {
  let end = text.length;
  while (end > 0 && AT_THE_BEGINNING.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
};

const LEAST_WORD = 3;

const wordsOf = ({ email = '', name = '' }: Owner): ReadonlySet<string> => {
  const [address, person] = [email.toLowerCase(), name.toLowerCase().trim()];
  const local = address.split('@')[0] ?? '';
  const words = [address, local, person, person.replaceAll(/\s+/gu, ''), withoutSignsAtTheEnd(local)];
  return new Set(words.filter((word) => word.length >= LEAST_WORD));
};

/** The shortest piece of which it is made by repeating. */
const pieceOf = (letters: readonly string[]): readonly string[] => {
  for (let length = 1; length <= letters.length / 2; length += 1) {
    if (letters.length % length === 0 && letters.every((letter, at) => letter === letters[at % length]))
      return letters.slice(0, length);
  }
  return letters;
};

const DIGITS = 10;

/** `abcdefghijkl`, `210987654321`: each the next of the one before. */
const isRow = (letters: readonly string[]): boolean => {
  const steps = letters.slice(1).map((letter, at) => stepBetween(letters[at] ?? '', letter));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
};

const stepBetween = (before: string, after: string): number => {
  const step = (after.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
  if (!/^\d\d$/.test(before + after)) return step;
  // 9 is followed by 0
  return step === 1 - DIGITS ? 1 : step === DIGITS - 1 ? -1 : step;
};
