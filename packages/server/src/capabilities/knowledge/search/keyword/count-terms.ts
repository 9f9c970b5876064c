import { grown } from '../grown.ts';
import { eachTerm } from '../words/each-term.ts';
import { LONGEST_COUNTED } from './field-weights.ts';

/** Counts terms, which have numbers, in memory that is used again for the next pair. */
export interface TermCounter {
  /** Sees each term once with how often it stands in a way to ask (two bits) and in the answer (six bits). */
  count(text: FieldTexts, see: (number: number, times: number) => void): CountedLengths;
}

/** What is read of a pair: the ways to ask it, and what it answers. */
export interface FieldTexts {
  readonly asked: readonly string[];
  readonly answer: string;
}

export interface CountedLengths {
  readonly lengthAsked: number;
  readonly lengthAnswer: number;
}

const MOST_TIMES_ASKED = 3;
const ASKED_BITS = 6;
const MOST_TIMES_ANSWERED = 63;
/** Answers are longer than a byte counts; four words more or less make no difference. */
const ANSWER_STEP = 4;

export const createTermCounter = (numberOf: (term: string) => number): TermCounter => {
  let times = new Uint8Array(1024);
  let inPhrasing = new Uint8Array(1024);
  const met: number[] = [];
  const metInPhrasing: number[] = [];

  const roomFor = (number: number): void => {
    if (number < times.length) return;
    times = grown(times, new Uint8Array(times.length * 2));
    inPhrasing = grown(inPhrasing, new Uint8Array(inPhrasing.length * 2));
  };
  const countPhrasing = (phrasing: string): number => {
    let words = 0;
    eachTerm(phrasing, (term) => {
      words += 1;
      const number = numberOf(term);
      roomFor(number);
      const before = inPhrasing[number] ?? 0;
      if (before === 0) metInPhrasing.push(number);
      if (before < MOST_TIMES_ASKED) inPhrasing[number] = before + 1;
    });
    // a word that any phrasing has is as good as one of the question
    for (const number of metInPhrasing) {
      const before = times[number] ?? 0;
      if (before === 0) met.push(number);
      times[number] = Math.max(before, (inPhrasing[number] ?? 0) << ASKED_BITS);
      inPhrasing[number] = 0;
    }
    metInPhrasing.length = 0;
    return words;
  };
  const countAnswer = (answer: string): number => {
    let words = 0;
    eachTerm(answer, (term) => {
      words += 1;
      const number = numberOf(term);
      roomFor(number);
      const before = times[number] ?? 0;
      if (before === 0) met.push(number);
      if ((before & MOST_TIMES_ANSWERED) < MOST_TIMES_ANSWERED) times[number] = before + 1;
    });
    return words;
  };

  return {
    count({ asked, answer }, see) {
      const askedWords = asked.reduce((sum, phrasing) => sum + countPhrasing(phrasing), 0);
      const answerWords = countAnswer(answer);
      for (const number of met) {
        see(number, times[number] ?? 0);
        times[number] = 0;
      }
      met.length = 0;
      return {
        lengthAsked: Math.min(LONGEST_COUNTED, Math.ceil(askedWords / Math.max(1, asked.length))),
        lengthAnswer: Math.min(LONGEST_COUNTED, Math.ceil(answerWords / ANSWER_STEP)),
      };
    },
  };
};
