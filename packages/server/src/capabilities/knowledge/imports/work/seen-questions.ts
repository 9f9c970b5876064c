import { questionKeyOf } from '../../pairs/fingerprints.ts';

/** Which questions the file had so far, and in which row first. It follows from the file alone, so that whoever goes on after another knows the same. */
export interface SeenQuestions {
  /** The row that had it before; undefined when this is the first. */
  see(question: string, row: number): number | undefined;
}

export const createSeenQuestions = (): SeenQuestions => {
  const rows = new Map<string, number>();
  return {
    see(question, row) {
      const key = questionKeyOf(question);
      const before = rows.get(key);
      if (before === undefined) rows.set(key, row);
      return before;
    },
  };
};
