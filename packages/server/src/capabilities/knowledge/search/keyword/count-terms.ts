import { eachTerm } from '../words/each-term.ts';
import { LONGEST_COUNTED } from './field-weights.ts';

export interface CountedTerms {
  /** How often each stands in a way to ask (two bits) and in the answer (six bits). */
  readonly terms: ReadonlyMap<string, number>;
  readonly lengthAsked: number;
  readonly lengthAnswer: number;
}

const MOST_TIMES_ASKED = 3;
const MOST_TIMES_ANSWERED = 63;
/** Answers are longer than a byte counts; four words more or less make no difference. */
const ANSWER_STEP = 4;

export const countTerms = (asked: readonly string[], answer: string): CountedTerms => {
  const terms = new Map<string, number>();
  let askedWords = 0;
  for (const phrasing of asked) {
    const times = new Map<string, number>();
    eachTerm(phrasing, (term) => {
      askedWords += 1;
      times.set(term, Math.min((times.get(term) ?? 0) + 1, MOST_TIMES_ASKED));
    });
    // a word that any phrasing has is as good as one of the question
    for (const [term, count] of times) terms.set(term, Math.max(terms.get(term) ?? 0, count << 6));
  }
  let answerWords = 0;
  eachTerm(answer, (term) => {
    answerWords += 1;
    const before = terms.get(term) ?? 0;
    if ((before & MOST_TIMES_ANSWERED) < MOST_TIMES_ANSWERED) terms.set(term, before + 1);
  });
  return {
    terms,
    lengthAsked: Math.min(LONGEST_COUNTED, Math.ceil(askedWords / Math.max(1, asked.length))),
    lengthAnswer: Math.min(LONGEST_COUNTED, Math.ceil(answerWords / ANSWER_STEP)),
  };
};
