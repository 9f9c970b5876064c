/**
 * Porter's algorithm for the endings of English words, as he published it in 1980: `connected`, `connecting` and
 * `connections` are all `connect`. What comes out need not be a word, only the same for all its forms.
 */
export const stem = (word: string): string => {
  if (word.length < 3 || !ENGLISH.test(word)) return word;
  return finalE(longEndings(finalY(pastAndGoing(plurals(word)))));
};

const ENGLISH = /^[a-z]+$/;
const VOWEL_SOUND = /[aeiouy]/;

/** How often vowels are followed by consonants: the length of a stem as it is heard. */
const measure = (stem: string): number => {
  const sounds = soundsOf(stem);
  return sounds.match(/vc/g)?.length ?? 0;
};

/** Each letter as v or c. A y is a vowel when it follows a consonant. */
const soundsOf = (text: string): string => {
  let sounds = '';
  for (const letter of text) {
    const isVowel = 'aeiou'.includes(letter) || (letter === 'y' && sounds.endsWith('c'));
    sounds += isVowel ? 'v' : 'c';
  }
  return sounds;
};

const hasVowel = (stem: string): boolean => VOWEL_SOUND.test(stem) && soundsOf(stem).includes('v');
const endsDouble = (stem: string): boolean => /([^aeiou])\1$/.test(stem);
/** As in `hop` and `fil`, where an e was lost or a letter doubled. */
const endsShort = (stem: string): boolean => soundsOf(stem).endsWith('cvc') && !/[wxy]$/.test(stem);

const plurals = (word: string): string => {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
};

const pastAndGoing = (word: string): string => {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const [ending] = /(?:ed|ing)$/.exec(word) ?? [];
  if (ending === undefined) return word;
  const rest = word.slice(0, -ending.length);
  if (!hasVowel(rest)) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (endsDouble(rest) && !/[lsz]$/.test(rest)) return rest.slice(0, -1);
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest;
};

const finalY = (word: string): string =>
  word.endsWith('y') && hasVowel(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word;

type Endings = readonly (readonly [ending: string, becomes: string])[];

const MADE_OF_TWO: Endings = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
];
const OF_ONE: Endings = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
const LAST: Endings = 'al ance ence er ic able ible ant ement ment ent sion tion ou ism ate iti ous ive ize'
  .split(' ')
  .map((ending) => [ending, /^[st]ion$/.test(ending) ? ending.slice(0, 1) : '']);

const replaceEnding = (word: string, endings: Endings, leastMeasure: number): string => {
  let longest: readonly [string, string] | undefined;
  for (const each of endings) if (word.endsWith(each[0]) && each[0].length > (longest?.[0].length ?? 0)) longest = each;
  if (longest === undefined) return word;
  const [ending, becomes] = longest;
  const rest = word.slice(0, -ending.length);
  // of the last endings only a letter before `ion` stays, and it belongs to what is measured
  return measure(endings === LAST ? rest + becomes : rest) < leastMeasure ? word : rest + becomes;
};

const longEndings = (word: string): string =>
  replaceEnding(replaceEnding(replaceEnding(word, MADE_OF_TWO, 1), OF_ONE, 1), LAST, 2);

const finalE = (word: string): string => {
  let rest = word;
  if (rest.endsWith('e')) {
    const without = rest.slice(0, -1);
    const length = measure(without);
    if (length > 1 || (length === 1 && !endsShort(without))) rest = without;
  }
  return rest.endsWith('ll') && measure(rest) > 1 ? rest.slice(0, -1) : rest;
};
