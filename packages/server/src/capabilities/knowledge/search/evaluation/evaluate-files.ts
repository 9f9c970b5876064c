import { stat } from 'node:fs/promises';
import type { Clock } from '../../../../platform/clock/clock.ts';
import { OperatorError } from '../../../../platform/operator-error.ts';
import { backgroundOf, UNRELATED } from '../../embedding/choice/background.ts';
import { textsOf, vectorOfPair } from '../../embedding/content.ts';
import { THRESHOLD } from '../confidence.ts';
import { createPairIndex } from '../pair-index/pair-index.ts';
import { toIndexed, type PairText } from '../thread/pair-text.ts';
import { evaluate, type Quality } from './evaluate.ts';
import { openEmbedder } from './open-embedder.ts';
import { readJudgedPairs } from './judged-pairs.ts';
import { readJudgedQuestions, type JudgedQuestion } from './judged-questions.ts';

export interface Evaluation {
  readonly embedder: (typeof EVALUATED_EMBEDDERS)[number];
  readonly pairs: number;
  readonly answerable: number;
  readonly unanswerable: number;
  readonly threshold: number;
  readonly ways: readonly Quality[];
}

export const EVALUATED_EMBEDDERS = ['built_in', 'local', 'none'] as const;

export interface EvaluationWish {
  readonly pairs: string;
  readonly questions: string;
  /** What the text of the pairs is written in, as an import takes it. */
  readonly encoding?: string | undefined;
  readonly embedder: (typeof EVALUATED_EMBEDDERS)[number];
  /** The folder of a model, for the local one. */
  readonly model?: string | undefined;
  readonly clock: Clock;
}

const SPACE = 'evaluated';

/** How good each way of searching is for these pairs and questions. It needs no server and no database. */
export const evaluateFiles = async (wish: EvaluationWish): Promise<Evaluation> => {
  for (const path of [wish.pairs, wish.questions]) await refuseMissing(path);
  const [pairs, questions] = await Promise.all([
    readJudgedPairs(wish.pairs, wish.encoding),
    readJudgedQuestions(wish.questions),
  ]);
  refuseUnknown(pairs, questions, wish);
  const index = createPairIndex();
  for (const pair of pairs) index.put(toIndexed(pair));
  const { ofPairs, ofQuestions, background } = await embed(wish, pairs, questions);
  for (const [at, pair] of pairs.entries()) {
    const { id, content } = toIndexed(pair);
    index.putVector(SPACE, { id, content, vector: ofPairs[at] });
  }
  const unanswerable = questions.filter(({ relevant }) => relevant.length === 0).length;
  return {
    embedder: wish.embedder,
    pairs: pairs.length,
    answerable: questions.length - unanswerable,
    unanswerable,
    threshold: THRESHOLD,
    ways: evaluate({ index, questions, meanings: ofQuestions, space: SPACE, background, clock: wish.clock }),
  };
};

const refuseMissing = async (path: string): Promise<void> => {
  try {
    if ((await stat(path)).isFile()) return;
  } catch (cause) {
    throw new OperatorError(`${path} cannot be read. Name a file that is there.`, { cause });
  }
  throw new OperatorError(`${path} is no file.`);
};

/** An id that no pair has makes every figure wrong, and figures of nothing say nothing. */
const refuseUnknown = (
  pairs: readonly PairText[],
  questions: readonly JudgedQuestion[],
  wish: EvaluationWish,
): void => {
  const ids = new Set(pairs.map(({ id }) => id));
  if (ids.size < pairs.length) throw new OperatorError(`Each pair of ${wish.pairs} needs an id of its own.`);
  if (questions.length === 0) throw new OperatorError(`${wish.questions} has not a single question.`);
  const unknown = questions.flatMap(({ relevant }) => relevant).find((id) => !ids.has(id));
  if (unknown !== undefined)
    throw new OperatorError(`${wish.questions} names ${unknown}, which no pair has as its id.`);
};

type Vectors = readonly (Float32Array | undefined)[];

interface Embedded {
  readonly ofPairs: Vectors;
  readonly ofQuestions: Vectors;
  readonly background: number;
}

const embed = async (
  wish: EvaluationWish,
  pairs: readonly PairText[],
  questions: readonly JudgedQuestion[],
): Promise<Embedded> => {
  if (wish.embedder === 'none') return { ofPairs: [], ofQuestions: questions.map(() => undefined), background: 0 };
  const embedder = openEmbedder(wish.model);
  try {
    const textsOfEach = pairs.map(textsOf);
    const vectors = (await embedder.embed(textsOfEach.flat(), 'pair')).values();
    const ofPairs = textsOfEach.map((texts) => vectorOfPair(texts.map(() => vectors.next().value)));
    const ofQuestions = await embedder.embed(
      questions.map(({ query }) => query),
      'question',
    );
    const background = wish.embedder === 'built_in' ? 0 : backgroundOf(await embedder.embed(UNRELATED, 'pair'));
    return { ofPairs, ofQuestions, background };
  } finally {
    await embedder.close();
  }
};
