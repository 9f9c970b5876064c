import { fieldsOf, textOf } from './read-models.ts';

const LONGEST = 300;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\s]+/gu;
/** Providers repeat a key that they refuse, in part: enough of one to be shown to nobody. */
const WORDS = /[-_A-Za-z0-9*.]{8,}/g;
/** So much of the key in one piece gives away whose it is. */
const PIECE = 6;
const ANY_WORDS = /[^\s"'`,;:()<>]{6,}/g;
const KEYS_BEGIN = ['sk-', 'sk_', 'pk-', 'key-', 'gsk_', 'xai-', 'AIza'] as const;

/** What a provider says of its failure: the message of its error in the form that all of them use, short and without any key. */
export const saidIn = (body: unknown, key: string | null): string | undefined => {
  const { error, message, detail } = fieldsOf(body);
  const said = textOf(fieldsOf(error)['message']) ?? textOf(error) ?? textOf(message) ?? textOf(detail);
  if (said === undefined) return undefined;
  const hidden = (key === null ? said : withoutPieces(said.replaceAll(key, '[key]'), key)).replaceAll(
    WORDS,
    withoutKey,
  );
  const line = hidden.replaceAll(UNSEEN, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line;
};

const withoutKey = (word: string): string => (KEYS_BEGIN.some((begin) => word.startsWith(begin)) ? '[key]' : word);

/** A key of which nobody knows how it begins is told by the key itself. */
const withoutPieces = (said: string, key: string): string => {
  const pieces = new Set(
    Array.from({ length: Math.max(0, key.length - PIECE + 1) }, (_, at) => key.slice(at, at + PIECE)),
  );
  const hasPiece = (word: string): boolean =>
    Array.from({ length: word.length - PIECE + 1 }, (_, at) => word.slice(at, at + PIECE)).some((one) =>
      pieces.has(one),
    );
  return said.slice(0, MOST_READ).replaceAll(ANY_WORDS, (word) => (hasPiece(word) ? '[key]' : word));
};

/** What stands behind is not shown either. */
const MOST_READ = 10_000;
