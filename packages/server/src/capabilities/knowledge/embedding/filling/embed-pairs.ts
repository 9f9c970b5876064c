import { contentHash, textsOf, vectorOfPair } from '../content.ts';
import { EmbedderFailure } from '../embedders/embedder-failure.ts';
import type { Vectors } from '../../static-embedder/embed-thread.ts';
import type { PendingPair } from '../store/pending.ts';
import type { Embedded } from '../store/vectors.ts';

/** One request of texts that fit into it. It is sent again until it is answered, or refused for what is in it. */
export type EmbedTexts = (texts: readonly string[]) => Promise<Vectors>;

export interface PairEmbedder {
  readonly embed: EmbedTexts;
  /** Texts in one request. */
  readonly batchSize: number;
  /** What becomes of a text in which the embedder finds nothing. */
  readonly onNothing: { readonly failure: string; readonly isForGood: boolean };
}

const PLAIN_TEXT = 'How do I return an order?';

/** What becomes of pairs. Throws only when the embedder gives nothing at present. */
export const embedPairs = async (by: PairEmbedder, pairs: readonly PendingPair[]): Promise<readonly Embedded[]> => {
  const hashed = pairs.map((pair) => ({ pair, hash: contentHash(pair) }));
  const kept = hashed.filter(({ pair, hash }) => pair.content_hash?.equals(hash) ?? false);
  const other = hashed.filter(({ pair, hash }) => !(pair.content_hash?.equals(hash) ?? false));
  const outcomes = await outcomesOf(
    by,
    other.map(({ pair }) => pair),
  );
  return [
    ...kept.map(({ pair, hash }) => embeddedOf(pair, hash, { kind: 'kept' })),
    ...other.map(({ pair, hash }) => embeddedOf(pair, hash, outcomes.get(pair.id) ?? nothingSaid(by))),
  ];
};

type Outcome = Embedded['outcome'];

const embeddedOf = ({ id, text_hash: textHash }: PendingPair, hash: Buffer, outcome: Outcome): Embedded => ({
  pair: id,
  textHash,
  contentHash: hash,
  outcome,
});

const nothingSaid = ({ onNothing }: PairEmbedder): Outcome => ({ kind: 'failed', ...onNothing });

const outcomesOf = async (by: PairEmbedder, pairs: readonly PendingPair[]): Promise<ReadonlyMap<string, Outcome>> => {
  if (pairs.length === 0) return new Map();
  try {
    return await outcomesTogether(by, pairs);
  } catch (error) {
    if (!(error instanceof EmbedderFailure) || error.reason !== 'refuses_texts') throw error;
    return outcomesApart(by, pairs, error);
  }
};

const outcomesTogether = async (
  by: PairEmbedder,
  pairs: readonly PendingPair[],
): Promise<ReadonlyMap<string, Outcome>> => {
  const textsOfEach = pairs.map(textsOf);
  // a text that several have is embedded once
  const texts = [...new Set(textsOfEach.flat())];
  const vectors = new Map<string, Float32Array | undefined>();
  await Promise.all(
    chunksOf(texts, by.batchSize).map(async (chunk) => {
      const found = await by.embed(chunk);
      for (const [at, text] of chunk.entries()) vectors.set(text, found[at]);
    }),
  );
  return new Map(
    pairs.map(({ id }, at): [string, Outcome] => {
      const vector = vectorOfPair((textsOfEach[at] ?? []).map((text) => vectors.get(text)));
      return [id, vector === undefined ? nothingSaid(by) : { kind: 'vector', vector }];
    }),
  );
};

/** Half of them, and half of that, until those that are refused stand alone: the others are not to suffer from them. */
const outcomesApart = async (
  by: PairEmbedder,
  pairs: readonly PendingPair[],
  { message }: EmbedderFailure,
): Promise<ReadonlyMap<string, Outcome>> => {
  const [only, ...more] = pairs;
  if (only === undefined) return new Map();
  if (more.length === 0) {
    await refuseWhoRefusesAll(by);
    return new Map([[only.id, { kind: 'failed', failure: message, isForGood: false }]]);
  }
  const middle = Math.ceil(pairs.length / 2);
  const halves = await Promise.all([outcomesOf(by, pairs.slice(0, middle)), outcomesOf(by, pairs.slice(middle))]);
  return new Map(halves.flatMap((half) => [...half]));
};

/** A server may say "bad request" of a model that it does not know: then no pair is at fault. */
const refuseWhoRefusesAll = async ({ embed }: PairEmbedder): Promise<void> => {
  try {
    await embed([PLAIN_TEXT]);
  } catch (error) {
    if (!(error instanceof EmbedderFailure) || error.reason !== 'refuses_texts') throw error;
    throw new EmbedderFailure('refuses_us', error.message, { cause: error });
  }
};

const chunksOf = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_nothing, at) => items.slice(at * size, (at + 1) * size));
