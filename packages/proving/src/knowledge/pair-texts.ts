import type { Pair } from '@holdfast/protocol/knowledge/pair';
import type { Caller } from '../identity/caller.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import { expectSame } from '../oracles/expect-that.ts';

export const PAIRS = '/api/v1/knowledge/pairs';

/** All that somebody writes of a pair. */
export type PairTexts = Pick<Pair, 'question' | 'answer' | 'phrasings' | 'tags' | 'source'>;

export const textsOf = ({ question, answer, phrasings, tags, source }: PairTexts): PairTexts => ({
  question,
  answer,
  phrasings,
  tags,
  source,
});

/** The same text wherever one can stand. The first letters keep questions apart. */
export const everywhere = (text: string): PairTexts => ({
  question: text,
  answer: text,
  phrasings: [`${text} ?`],
  tags: [text],
  source: text,
});

/** Adds a pair, and holds what is answered, and what is there then, against what was sent. */
export const keepPair = async (caller: Caller, texts: PairTexts): Promise<Pair> => {
  const added = expectBody<Pair>(await caller.ask('POST', PAIRS, { body: texts }), 201);
  expectSame(textsOf(added), texts, 'what is answered to who adds a pair is what was sent');
  await expectKept(caller, added.id, texts);
  return added;
};

export const expectKept = async (caller: Caller, id: string, texts: PairTexts): Promise<void> => {
  const found = expectBody<Pair>(await caller.ask('GET', `${PAIRS}/${id}`), 200);
  expectSame(textsOf(found), texts, 'a pair is word for word what was sent');
};
