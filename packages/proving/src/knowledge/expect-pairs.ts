import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import { expectSame } from '../oracles/expect-that.ts';
import type { Importer } from './importer.ts';

export type Pairs = readonly (readonly [question: string, answer: string])[];

/** The import has taken every row, and its rows, in the order of the file, are these pairs to the last character. */
export const expectPairs = async (importer: Importer, job: ImportJob, pairs: Pairs, what: string): Promise<void> => {
  expectSame([job.status, job.counts.added], ['completed', pairs.length], `${what}: every row becomes a pair`);
  const byId = new Map((await importer.pairs()).map(({ id, question, answer }) => [id as string, [question, answer]]));
  const rows = await importer.rows(job.id);
  expectSame(
    rows.map(({ row, pair_id }) => [row, ...(byId.get(pair_id ?? '') ?? [])]),
    pairs.map((pair, at) => [at + 1, ...pair]),
    `${what}: the pairs are what was written, in its order`,
  );
};
