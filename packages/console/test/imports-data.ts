import { FileReading, ImportJob, ImportRow } from '@holdfast/protocol/knowledge/imports';
import { ADA } from './identity-data.ts';
import { IMPORT_ID, PAIR_ID } from './knowledge-data.ts';
import { before, jobId } from './work-data.ts';

const DAY = 86_400;

export const RUNNING_IMPORT = jobId(3_902);
const FAILED_IMPORT = jobId(3_903);

export const READING = FileReading.parse({
  format: 'csv',
  packed: 'none',
  entries: 1,
  encoding: 'windows-1252',
  encoding_by: 'declared',
  delimiter: ';',
  has_header: true,
  columns: [
    { number: 1, name: 'Frage', samples: ['Wie kann ich etwas zurückschicken?', 'Wann kommt mein Paket?'] },
    { number: 2, name: 'Antwort', samples: ['Innerhalb von 30 Tagen.', 'Nach zwei Werktagen.'] },
    { number: 3, name: 'Auch gefragt', samples: ['Rückgabe?', ''] },
    { number: 4, name: 'Thema', samples: ['returns', 'shipping'] },
    { number: 5, name: 'Stand', samples: ['2026-01-12', '2026-02-01'] },
  ],
  mapping: { question: 'Frage', answer: 'Antwort', tags: ['Thema'] },
  mapping_by: 'names',
  notes: ['The last line has no line break, and was read all the same.'],
});

const counts = ([added, changed, unchanged, duplicate, rejected]: [number, number, number, number, number]) => ({
  rows: added + changed + unchanged + duplicate + rejected,
  added,
  changed,
  unchanged,
  duplicate,
  rejected,
});

const jobOf = (more: Partial<Record<keyof ImportJob, unknown>>): ImportJob => {
  const some = (more.counts ?? counts([0, 0, 0, 0, 0])) as ImportJob['counts'];
  return ImportJob.parse({
    id: IMPORT_ID,
    status: 'completed',
    filename: 'help-centre.csv',
    bytes: 48_213,
    sha256: '9f2c'.repeat(16),
    reading: READING,
    counts: some,
    progress: { done: some.rows, total: some.rows, rows_per_second: null, seconds_left: null },
    failure: null,
    same_as: null,
    created_by: { kind: 'member', id: ADA, name: 'Ada Lovelace' },
    created_at: before(3 * DAY),
    started_at: before(3 * DAY - 1),
    ended_at: before(3 * DAY - 3.4),
    undo: null,
    version: 4,
    ...more,
  });
};

export const someImports = (text?: string): ImportJob[] => [
  jobOf({
    id: RUNNING_IMPORT,
    status: 'processing',
    filename: text?.slice(0, 200) ?? 'spare-parts.xlsx',
    bytes: 6_412_007,
    reading: { ...READING, format: 'xlsx', packed: 'zip', entries: 3, delimiter: null, encoding_by: 'format' },
    counts: counts([31_800, 1_200, 4_900, 60, 40]),
    progress: { done: 38_000, total: 100_000, rows_per_second: 12_400, seconds_left: 300 },
    created_at: before(4),
    started_at: before(3),
    ended_at: null,
  }),
  jobOf({
    status: 'completed_with_errors',
    filename: text?.slice(0, 200) ?? 'help-centre.csv',
    counts: counts([96, 14, 3, 2, 5]),
    same_as: jobId(3_904),
    ...(text !== undefined && {
      reading: {
        ...READING,
        encoding: text,
        delimiter: text,
        columns: [{ number: 1, name: text, samples: [text] }],
        mapping: { question: text.slice(0, 200) },
        notes: [text],
      },
      created_by: { kind: 'member', id: ADA, name: text },
      failure: text,
    }),
  }),
  jobOf({
    id: FAILED_IMPORT,
    status: 'failed',
    filename: 'archive.jsonl.gz',
    bytes: 91_004_233,
    counts: counts([4_000, 0, 0, 0, 0]),
    progress: { done: 4_000, total: 52_000, rows_per_second: null, seconds_left: null },
    failure: 'The disk that holds uploads is full. Make room in the data folder, and import the file again.',
    created_by: { kind: 'key', id: jobId(721), name: null },
  }),
  jobOf({
    id: jobId(3_904),
    status: 'undone',
    counts: counts([12, 0, 0, 0, 0]),
    undo: { at: before(2 * DAY), removed: 11, restored: 0, kept: 1 },
  }),
];

const OUTCOME_ROWS: readonly Partial<Record<keyof ImportRow, unknown>>[] = [
  { outcome: 'added', pair_id: PAIR_ID },
  { outcome: 'changed', pair_id: jobId(3_002) },
  { outcome: 'unchanged', pair_id: jobId(3_003) },
  {
    outcome: 'rejected',
    code: 'no_answer',
    message: 'The answer is empty.',
    cells: ['Wo ist mein Geld?', '', 'payment'],
  },
  {
    outcome: 'duplicate',
    code: 'question_twice',
    message: 'Row 1 has the same question; the first of them counts.',
    pair_id: PAIR_ID,
  },
];

export const ledgerRows = (text?: string): ImportRow[] =>
  Array.from({ length: 120 }, (_, index) => {
    const look = OUTCOME_ROWS[index < 5 ? index : index % 30 === 7 ? 3 : index % 8 === 1 ? 1 : 0] ?? {};
    return ImportRow.parse({
      row: index + 1,
      line: index + 2,
      entry: null,
      code: null,
      message: null,
      pair_id: null,
      cells: null,
      ...look,
      ...(text !== undefined && { message: text, entry: text, ...(look.cells !== undefined && { cells: [text] }) }),
    });
  });
