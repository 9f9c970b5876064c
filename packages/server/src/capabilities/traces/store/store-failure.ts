/**
 * What a failure of a store means for whoever looks after it. `damaged`: what is in the file cannot be believed, so it is built anew.
 * `broken`: the process must be started again, the file may be well. `no_room` and `locked` pass by themselves, or when somebody
 * helps. `other`: nothing that concerns the file.
 */
export type StoreFailure = 'damaged' | 'broken' | 'no_room' | 'locked' | 'other';

/** Somebody has to give a right or more of something: the file may be well. */
const FORBIDDEN = /Permission denied|EACCES|EMFILE|Too many open files|Out of Memory|Read-only/i;

/** DuckDB says what is the matter in words only. The first that fits counts. */
const NO_ROOM = /No space left|ENOSPC|EDQUOT|quota exceeded/i;
const WORDS: readonly (readonly [RegExp, StoreFailure])[] = [
  // whatever the reason was, and it is told with it: room that there is again does not mend it
  [/database has been invalidated/i, 'broken'],
  [NO_ROOM, 'no_room'],
  [/Could not set lock|Conflicting lock/i, 'locked'],
  [FORBIDDEN, 'other'],
  [/Corrupt|computed checksum|Could not read enough bytes|replaying WAL|not a valid DuckDB|magic bytes/i, 'damaged'],
  [/FATAL Error|INTERNAL Error/i, 'broken'],
];

export const storeFailureOf = (error: unknown): StoreFailure => {
  const words = wordsOf(error);
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
};

/** A file that does not open and is neither full, locked nor forbidden is of no use, whatever the words are. */
export const openingFailureOf = (error: unknown): StoreFailure => {
  if (NO_ROOM.test(wordsOf(error))) return 'no_room';
  const kind = storeFailureOf(error);
  if (kind !== 'other') return kind === 'broken' ? 'damaged' : kind;
  return FORBIDDEN.test(wordsOf(error)) ? 'other' : 'damaged';
};

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
