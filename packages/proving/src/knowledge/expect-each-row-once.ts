import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import { expectSame } from '../oracles/expect-that.ts';
import type { Importer } from './importer.ts';

/** The ledger has every row of a file once, the counts are those of the ledger, and each added row is a pair, once. */
export const expectEachRowOnce = async (importer: Importer, job: ImportJob, rows: number): Promise<void> => {
  const ledger = await importer.rows(job.id);
  const seen = new Set(ledger.map(({ row }) => row));
  expectSame([ledger.length, seen.size], [rows, rows], 'the ledger has every row once');
  const { counts } = job;
  const inLedger = (outcome: string) => ledger.filter((row) => row.outcome === outcome).length;
  const told = { added: counts.added, rejected: counts.rejected, duplicate: counts.duplicate, rows: counts.rows };
  const should = {
    added: inLedger('added'),
    rejected: inLedger('rejected'),
    duplicate: inLedger('duplicate'),
    rows,
  };
  expectSame(told, should, 'the import counts what its ledger has');
  const pairs = await importer.pairs();
  const questions = new Set(pairs.map(({ question }) => question));
  expectSame([pairs.length, questions.size], [counts.added, counts.added], 'each row that was added is a pair, once');
};
