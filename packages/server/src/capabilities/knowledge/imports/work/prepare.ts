import type { MakeId } from '../../../../platform/ids/uuid7.ts';
import { questionKeyOf } from '../../pairs/fingerprints.ts';
import { file, type FiledDraft } from '../../pairs/store/filed-drafts.ts';
import type { BadRow, GoodRow, ReadBatch, ReadRow } from '../../reading/reading.ts';
import { storableText } from '../storable.ts';
import type { LedgerRow } from '../store/ledger.ts';
import { createSeenQuestions, type SeenQuestions } from './seen-questions.ts';

export type Place = Pick<LedgerRow, 'row' | 'line' | 'entry'>;

/** Rows that are written together, sorted by what is to be done with them. */
export interface Batch {
  readonly first: number;
  readonly count: number;
  /** Each of another question, and where it stands. */
  readonly drafts: readonly FiledDraft[];
  readonly places: readonly Place[];
  /** What became of the others is known. */
  readonly others: readonly LedgerRow[];
}

export interface Preparing {
  /** The rows up to this one were done before: they are looked at for their questions only. */
  readonly done: number;
  readonly count: number;
  /** After which a batch is full, however few rows it has: all of it is in memory, and one statement for the database. */
  readonly characters: number;
  readonly makeId: MakeId;
}

/** Everything that can be done with rows before the database is asked, as they come from the file. */
export async function* prepare(
  batches: AsyncIterable<ReadBatch>,
  { done, count, characters, makeId }: Preparing,
): AsyncGenerator<Batch, void, void> {
  const seen = createSeenQuestions();
  let batch = emptyBatch();
  for await (const { rows } of batches) {
    for (const row of rows) {
      if (row.row <= done) {
        if ('pair' in row) seen.see(questionKeyOf(row.pair.question), row.row);
        continue;
      }
      put(batch, row, { seen, makeId });
      if (batch.count < count && batch.characters < characters) continue;
      yield batch;
      batch = emptyBatch();
    }
  }
  if (batch.count > 0) yield batch;
}

const emptyBatch = () => ({
  first: 0,
  count: 0,
  characters: 0,
  drafts: [] as FiledDraft[],
  places: [] as Place[],
  others: [] as LedgerRow[],
});

const put = (
  batch: ReturnType<typeof emptyBatch>,
  row: ReadRow,
  { seen, makeId }: { readonly seen: SeenQuestions; readonly makeId: MakeId },
): void => {
  if (batch.count === 0) batch.first = row.row;
  batch.count += 1;
  batch.characters += charactersOf(row);
  if ('problem' in row) {
    batch.others.push(rejected(row));
    return;
  }
  const draft = file(makeId(), row.pair);
  const before = seen.see(draft.key, row.row);
  if (before === undefined) {
    batch.drafts.push(draft);
    batch.places.push(placeOf(row));
  } else batch.others.push(duplicate(row, before));
};

const charactersOf = (row: ReadRow): number =>
  'problem' in row
    ? lengthOf(row.cells)
    : row.pair.question.length + row.pair.answer.length + lengthOf(row.pair.phrasings);

const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0);

export const NOTHING = {
  code: null,
  message: null,
  cells: null,
  pairId: null,
  versionBefore: null,
  versionAfter: null,
};

const placeOf = ({ row, line, entry }: Place): Place => ({ row, line, entry: entry && storableText(entry) });

const rejected = ({ problem, cells, ...place }: BadRow): LedgerRow => ({
  ...placeOf(place),
  ...NOTHING,
  outcome: 'rejected',
  code: problem.code,
  message: storableText(problem.message),
  cells: cells.map(storableText),
});

const duplicate = (row: GoodRow, before: number): LedgerRow => ({
  ...placeOf(row),
  ...NOTHING,
  outcome: 'duplicate',
  code: 'question_twice',
  message: `Row ${before} of the file has the same question, and was taken.`,
});
