import { SEARCH_MODES } from '@holdfast/protocol/knowledge/search';
import type { Clock } from '../../../../platform/clock/clock.ts';
import { confidenceOf, THRESHOLD } from '../confidence.ts';
import type { Hit, SearchMode } from '../pair-index/asking.ts';
import type { PairIndex } from '../pair-index/pair-index.ts';
import type { JudgedQuestion } from './judged-questions.ts';
import { auroc, hitAt1, meanOf, ndcgAt10, recallAt10, type Judged } from './measures.ts';

/** How good one way of searching is. */
export interface Quality {
  readonly mode: SearchMode;
  readonly ndcg_at_10: number;
  readonly recall_at_10: number;
  readonly hit_at_1: number;
  /** How well the confidence tells questions with an answer from those without; null where there are not both. */
  readonly auroc: number | null;
  /** Questions that were answered at the threshold. */
  readonly answers: number;
  /** Answers of which the best was not a right one, and those among them whose question has none at all. */
  readonly false_answers: number;
  readonly answers_to_unanswerable: number;
  readonly milliseconds_a_question: number;
}

export interface Judging {
  readonly index: PairIndex;
  readonly questions: readonly JudgedQuestion[];
  /** What each question means; none where no embedder knows it. */
  readonly meanings: readonly (Float32Array | undefined)[];
  readonly space: string;
  readonly background: number;
  readonly clock: Pick<Clock, 'elapsed' | 'now'>;
}

interface Asked extends Judged {
  readonly confidence: number;
}

const MOST_FOUND = 10;

export const evaluate = (judging: Judging): readonly Quality[] => {
  const modes = judging.meanings.some((vector) => vector !== undefined) ? SEARCH_MODES : (['keyword'] as const);
  return modes.map((mode) => qualityOf(judging, mode));
};

const qualityOf = (judging: Judging, mode: SearchMode): Quality => {
  const since = judging.clock.elapsed();
  const asked = judging.questions.map((_, at) => ask(judging, mode, at));
  const took = judging.clock.elapsed() - since;
  const answerable = asked.filter(({ relevant }) => relevant.length > 0);
  const unanswerable = asked.filter(({ relevant }) => relevant.length === 0);
  const answers = asked.filter(({ confidence }) => confidence >= THRESHOLD);
  return {
    mode,
    ndcg_at_10: meanOf(answerable.map(ndcgAt10)),
    recall_at_10: meanOf(answerable.map(recallAt10)),
    hit_at_1: meanOf(answerable.map(hitAt1)),
    auroc: auroc(answerable.map(confidence), unanswerable.map(confidence)) ?? null,
    answers: answers.length,
    false_answers: answers.filter((one) => hitAt1(one) === 0).length,
    answers_to_unanswerable: answers.filter(({ relevant }) => relevant.length === 0).length,
    milliseconds_a_question: took / Math.max(1, asked.length),
  };
};

const confidence = (asked: Asked): number => asked.confidence;

const ask = (
  { index, questions, meanings, space, background, clock }: Judging,
  mode: SearchMode,
  at: number,
): Asked => {
  const question = questions[at] ?? { query: '', relevant: [] };
  const vector = meanings[at];
  const meaning = vector === undefined ? undefined : { space, vector, background };
  const way = meaning === undefined ? 'keyword' : mode;
  const hits: readonly Hit[] = index.ask({
    question: question.query,
    mode: way,
    limit: MOST_FOUND,
    tags: [],
    at: clock.now(),
    meaning,
  });
  return { relevant: question.relevant, found: hits.map(({ id }) => id), confidence: confidenceOf(hits, way) };
};
