import { basename } from 'node:path';
import { OperatorError } from '../../../../platform/operator-error.ts';
import { readFile } from '../../reading/read-file.ts';
import { UnreadableFile } from '../../reading/unreadable-file.ts';
import type { PairText } from '../thread/pair-text.ts';

/** Pairs of a file in any form that an import takes, with a column `id` that judged questions name. */
export const readJudgedPairs = async (path: string, encoding?: string): Promise<readonly PairText[]> => {
  try {
    // whoever said something is where the id goes: nobody looks at it here
    const reading = await readFile({ path, filename: basename(path), encoding, mapping: { source: 'id' } });
    const pairs: PairText[] = [];
    for await (const { rows } of reading.batches)
      for (const row of rows) {
        if ('problem' in row) throw new OperatorError(`${path}, line ${row.line}: ${row.problem.message}`);
        const { question, answer, phrasings, tags, source } = row.pair;
        pairs.push({ id: source, question, answer, phrasings, tags, validFrom: null, validUntil: null });
      }
    return pairs;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const way = error.reason === 'encoding_unclear' ? ' Here that is --encoding.' : '';
    throw new OperatorError(`${path}: ${error.message}${way}`, { cause: error });
  }
};
