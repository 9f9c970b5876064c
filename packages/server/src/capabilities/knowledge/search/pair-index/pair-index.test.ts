import { toLengthOne } from '../../static-embedder/static-embedder.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Asked } from './asking.ts';
import { createPairIndex, type IndexedPair, type PairIndex } from './pair-index.ts';

const pair = (id: string, question: string, said: Partial<IndexedPair> = {}): IndexedPair => ({
  id,
  question,
  phrasings: [],
  answer: 'An answer.',
  tags: [],
  validFrom: null,
  validUntil: null,
  content: 1,
  ...said,
});

const asked = (question: string, wish: Partial<Asked> = {}): Asked => ({
  question,
  mode: 'fused',
  limit: 10,
  tags: [],
  at: 0,
  meaning: undefined,
  ...wish,
});

const filled = (...pairs: readonly IndexedPair[]): PairIndex => {
  const index = createPairIndex();
  for (const each of pairs) index.put(each);
  return index;
};

const idsOf = (index: PairIndex, question: string, wish: Partial<Asked> = {}): string[] =>
  index.ask(asked(question, wish)).map(({ id }) => id);

const SHOP = [
  pair('refund', 'How do I get a refund?', { answer: 'Send the parcel back within 30 days.' }),
  pair('password', 'How do I reset my password?', { phrasings: ['I forgot my login'] }),
  pair('invoice', 'Where is my invoice?', { answer: 'Below Orders. A refund is written there as well.' }),
];

describe('By words', () => {
  const index = filled(...SHOP);

  test('any word may lead to a pair, and a word of the question counts for more than one of the answer', () => {
    expect(idsOf(index, 'refunds please')).toEqual(['refund', 'invoice']);
  });

  test('further phrasings are as good as the question', () => {
    expect(idsOf(index, 'forgotten login')[0]).toBe('password');
  });

  test.each(['pasword', 'passwrod', 'passsword', 'Password'])('%s is found although it is written so', (word) => {
    expect(index.ask(asked(`change ${word} now`))).toMatchObject([{ id: 'password', words: [word] }]);
  });

  test('a word that is still being typed is found', () => {
    expect(idsOf(index, 'invo')).toEqual(['invoice']);
  });

  test('numbers are not guessed at', () => {
    expect(idsOf(filled(pair('code', 'What is error 4011?')), '4012')).toEqual([]);
  });

  test('the share of the words that a pair has is its score, so that questions can be compared', () => {
    const [known] = index.ask(asked('refund'));
    const [half] = index.ask(asked('refund zeppelin'));
    expect(half?.score).toBeLessThan((known?.score ?? 0) * 0.6);
    expect(half?.words).toEqual(['refund']);
  });

  test('a question without words finds nothing', () => {
    expect(idsOf(index, '?!')).toEqual([]);
  });

  test('a question of hundreds of words is asked by the rarest', () => {
    const unknown = Array.from({ length: 200 }, (_, at) => `zz${'abcdefghij'[at % 10]}${at}`).join(' ');
    expect(idsOf(index, `${unknown} invoice`)).toEqual(['invoice']);
  });
});

const EAST = Float32Array.of(1, 0);
const NORTH = Float32Array.of(0, 1);
const towards = (vector: Float32Array) => ({ meaning: { space: 's', vector, background: 0 } });

describe('By meaning', () => {
  const withVectors = (): PairIndex => {
    const index = filled(...SHOP);
    index.putVector('s', { id: 'refund', content: 1, vector: EAST });
    index.putVector('s', { id: 'password', content: 1, vector: NORTH });
    return index;
  };

  test('a pair is found although it has none of the words', () => {
    expect(index().ask(asked('money', towards(EAST)))[0]).toMatchObject({
      id: 'refund',
      vector: { rank: 1, score: expect.closeTo(1) },
      keyword: { rank: null, score: 0 },
    });
  });

  test('a pair without a vector is found by its words, and says so', () => {
    const hits = withVectors().ask(asked('invoice', towards(NORTH)));
    expect(hits.find(({ id }) => id === 'invoice')).toMatchObject({ keyword: { rank: 1 }, vector: null });
  });

  test('what all texts have in common counts for nothing', () => {
    const meaning = { space: 's', vector: toLengthOne(Float32Array.of(1, 0.75)) ?? EAST, background: 0.6 };
    const [refund, password] = index().ask(asked('', { mode: 'vector', meaning }));
    expect([refund?.id, refund?.score]).toEqual(['refund', expect.closeTo(0.5)]);
    expect([password?.id, password?.score]).toEqual(['password', expect.closeTo(0)]);
  });

  test('a vector that was made of other texts is not used, until the texts are those again', () => {
    const index = withVectors();
    index.put(pair('refund', 'Something else', { content: 2 }));
    expect(idsOf(index, '', { mode: 'vector', ...towards(EAST) })).not.toContain('refund');
    index.put(pair('refund', 'How do I get a refund?', { content: 1 }));
    expect(idsOf(index, '', { mode: 'vector', ...towards(EAST) })[0]).toBe('refund');
    index.putVector('s', { id: 'refund', content: 3, vector: NORTH });
    expect(idsOf(index, '', { mode: 'vector', ...towards(EAST) })).not.toContain('refund');
  });

  test('another space has its own vectors, and one that is dropped has none', () => {
    const index = withVectors();
    index.putVector('t', { id: 'invoice', content: 1, vector: EAST });
    expect(idsOf(index, '', { mode: 'vector', meaning: { space: 't', vector: EAST, background: 0 } })).toEqual([
      'invoice',
    ]);
    index.dropSpacesBut('t');
    expect(idsOf(index, '', { mode: 'vector', ...towards(EAST) })).toEqual([]);
  });

  const index = withVectors;
});

describe('What may be found', () => {
  test('only pairs with all tags', () => {
    const index = filled(
      pair('a', 'refund', { tags: ['shop', 'eu'] }),
      pair('b', 'refund', { tags: ['shop'] }),
      pair('c', 'refund'),
    );
    expect(idsOf(index, 'refund', { tags: ['shop'] })).toEqual(['a', 'b']);
    expect(idsOf(index, 'refund', { tags: ['eu', 'shop'] })).toEqual(['a']);
    expect(idsOf(index, 'refund', { tags: ['never'] })).toEqual([]);
  });

  test('only pairs that are valid then: from the first moment on, and until the last', () => {
    const index = filled(pair('a', 'refund', { validFrom: 10, validUntil: 20 }), pair('b', 'refund'));
    expect([9, 10, 19, 20].map((at) => idsOf(index, 'refund', { at }).length)).toEqual([1, 2, 2, 1]);
  });

  test('not what was removed, nor what a pair said before', () => {
    const index = filled(...SHOP);
    index.remove('refund');
    index.remove('refund');
    index.put(pair('invoice', 'Where is my bill?'));
    expect(idsOf(index, 'refund invoice')).toEqual([]);
    expect(idsOf(index, 'bill')).toEqual(['invoice']);
  });
});

const WORDS = ['refund', 'invoice', 'password', 'parcel', 'order', 'login', 'bill'];
const someWords = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const deeds = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), question: fc.option(someWords) }), {
  maxLength: 60,
});

test('after any changes and compacting, answers are those of an index that never knew anything else', () => {
  fc.assert(
    fc.property(deeds, someWords, (changes, question) => {
      const index = createPairIndex();
      const present = new Map<string, string>();
      for (const change of changes) {
        if (change.question === null) {
          index.remove(change.id);
          present.delete(change.id);
          continue;
        }
        index.put(pair(change.id, change.question));
        present.set(change.id, change.question);
      }
      for (const _step of index.compact()) expect(index.ask(asked(question))).toBeDefined();
      const fresh = filled(...[...present].map(([id, said]) => pair(id, said)));
      const answer = (from: PairIndex) =>
        new Map(from.ask(asked(question)).map(({ id, score, words }) => [id, { score: score.toFixed(6), words }]));
      expect(answer(index)).toEqual(answer(fresh));
      expect(index.pairs).toBe(present.size);
    }),
    { numRuns: 200 },
  );
});

test('is compacted when more is there for nothing than is worth keeping', () => {
  const index = createPairIndex();
  for (let round = 0; round < 2_100; round += 1) index.put(pair(`id ${round % 1_000}`, `question ${round}`));
  expect(index.needsCompacting).toBe(true);
  const before = index.bytes;
  expect([...index.compact()].length).toBeGreaterThanOrEqual(0);
  expect(index.needsCompacting).toBe(false);
  expect(index.bytes).toBeLessThan(before);
  expect(idsOf(index, '2099')).toEqual(['id 99']);
});
