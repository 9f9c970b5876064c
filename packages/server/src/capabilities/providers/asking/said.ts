import { fieldsOf, textOf } from './read-models.ts';

const LONGEST = 300;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\s]+/gu;
/** Providers repeat a key that they refuse, in part: enough of one to be shown to nobody. */
const WORDS = /[-_A-Za-z0-9*.]{8,}/g;
const KEYS_BEGIN = ['sk-', 'sk_', 'pk-', 'key-', 'gsk_', 'xai-', 'AIza'] as const;

/** What a provider says of its failure: the message of its error in the form that all of them use, short and without any key. */
export const saidIn = (body: unknown, key: string | null): string | undefined => {
  const { error, message, detail } = fieldsOf(body);
  const said = textOf(fieldsOf(error)['message']) ?? textOf(error) ?? textOf(message) ?? textOf(detail);
  if (said === undefined) return undefined;
  const hidden = (key === null ? said : said.replaceAll(key, '[key]')).replaceAll(WORDS, withoutKey);
  const line = hidden.replaceAll(UNSEEN, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line;
};

const withoutKey = (word: string): string => (KEYS_BEGIN.some((begin) => word.startsWith(begin)) ? '[key]' : word);
