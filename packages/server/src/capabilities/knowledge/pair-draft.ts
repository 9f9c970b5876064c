/** What a file, or a person, says of a pair. */
export interface PairDraft {
  readonly question: string;
  readonly answer: string;
  readonly phrasings: readonly string[];
  readonly tags: readonly string[];
  readonly source: string;
  readonly language: string | null;
  /** RFC 3339 in UTC with six digits, as the database writes it. */
  readonly valid_from: string | null;
  readonly valid_until: string | null;
}
