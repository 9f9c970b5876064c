import type { Word } from '../words/read-words.ts';
import { compactTerms } from './compaction.ts';
import { createTermCounter, type FieldTexts } from './count-terms.ts';
import { createFieldLengths } from './field-lengths.ts';
import { createNorms, SATURATION, type ByField } from './field-weights.ts';
import { readQuestion } from './question-words.ts';
import { createPostings, type Postings } from './postings.ts';
import { createVocabulary } from './vocabulary.ts';

/** How well each pair has the words of a question. It is overwritten by the next question. */
export interface KeywordScores {
  /** By slot. */
  readonly scores: Float32Array;
  /** By slot: a bit for each of the words. */
  readonly matched: Uint32Array;
  readonly words: readonly Word[];
  /** What a pair would have that is nothing but these words, so that scores of several questions can be compared. */
  readonly possible: number;
}

export interface KeywordIndex {
  readonly bytes: number;
  /** Slots that were given away, and how many of them are forgotten. */
  slots(): number;
  forgotten(): number;
  /** Slots are filled in order. */
  put(texts: FieldTexts): number;
  /** What was in it is not counted any more; its words stay until all is compacted. */
  forget(slot: number): void;
  ask(question: string): KeywordScores;
  /** With the slots that stay, which are moved together. Nothing may be put or forgotten before it is done. */
  compact(stays: (slot: number) => boolean): Generator<void, Int32Array>;
}

export const createKeywordIndex = (): KeywordIndex => {
  let terms = { vocabulary: createVocabulary(), postings: createPostings() };
  const lengths = createFieldLengths();
  const counter = createTermCounter((term) => terms.vocabulary.add(term));
  let slots = 0;
  let forgotten = 0;
  let scores = new Float32Array(lengths.room);
  let matched = new Uint32Array(lengths.room);
  const normsFor = createNorms();

  return {
    get bytes() {
      return terms.vocabulary.bytes + terms.postings.bytes + lengths.room * BYTES_PER_SLOT;
    },
    slots: () => slots,
    forgotten: () => forgotten,
    put(text) {
      const slot = slots;
      slots += 1;
      const { lengthAsked, lengthAnswer } = counter.count(text, (number, times) => {
        while (number >= terms.postings.lists) terms.postings.addList();
        terms.postings.add(number, ((slot << 8) | times) >>> 0);
      });
      lengths.add(slot, lengthAsked, lengthAnswer);
      return slot;
    },
    forget(slot) {
      forgotten += 1;
      lengths.leaveOut(slot);
    },
    ask(question) {
      const pairs = slots - forgotten;
      const groups = readQuestion(question, terms, pairs);
      if (scores.length < slots) {
        scores = new Float32Array(lengths.room);
        matched = new Uint32Array(lengths.room);
      }
      scores.fill(0, 0, slots);
      matched.fill(0, 0, slots);
      const norms = normsFor(lengths.usual(pairs));
      for (const [place, { alternatives }] of groups.entries())
        for (const { number, weight } of alternatives)
          addScores(terms.postings, number, { weight, bit: 1 << place, scores, matched, lengths, norms });
      const possible = groups.reduce((sum, { rarity }) => sum + rarity, 0);
      return { scores, matched, words: groups.map(({ word }) => word), possible };
    },
    *compact(stays) {
      const movedTo = new Int32Array(slots).fill(-1);
      let next = 0;
      for (let slot = 0; slot < slots; slot += 1) if (stays(slot)) movedTo[slot] = next++;
      const compacted = yield* compactTerms(terms, movedTo);
      for (const [slot, to] of movedTo.entries()) if (to !== -1) lengths.move(slot, to);
      terms = compacted;
      slots = next;
      forgotten = 0;
      return movedTo;
    },
  };
};

/** Two lengths, a score and a mask. */
const BYTES_PER_SLOT = 1 + 1 + 4 + 4;

interface Scoring {
  readonly weight: number;
  readonly bit: number;
  readonly scores: Float32Array;
  readonly matched: Uint32Array;
  readonly lengths: ByField<Uint8Array>;
  readonly norms: ByField<Float32Array>;
}

const addScores = (postings: Postings, number: number, scoring: Scoring): void => {
  const { weight, bit, scores, matched, norms } = scoring;
  const { asked: askedLengths, answer: answerLengths } = scoring.lengths;
  const { asked: askedNorms, answer: answerNorms } = norms;
  postings.read(number, (cells, from, to) => {
    for (let at = from; at < to; at += 1) {
      const cell = cells[at] ?? 0;
      const slot = cell >>> 8;
      const times = cell & 0xff;
      // reckoned for both fields, also where one has none: that costs less than a branch that nothing foretells
      const both =
        (times >>> 6) * (askedNorms[askedLengths[slot] ?? 0] ?? 0) +
        (times & 63) * (answerNorms[answerLengths[slot] ?? 0] ?? 0);
      scores[slot] = (scores[slot] ?? 0) + (weight * both) / (SATURATION + both);
      matched[slot] = (matched[slot] ?? 0) | bit;
    }
  });
};
