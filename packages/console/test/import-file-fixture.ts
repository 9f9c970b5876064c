import { importFile } from '@holdfast/protocol/knowledge/imports';
import { type ColumnMapping, type DryRun, FileReading, ImportJob } from '@holdfast/protocol/knowledge/imports';
import { downloadSample } from '@holdfast/protocol/knowledge/sample';
import { ApiProblem, FixtureAnswer, FixtureFile, type FixtureRoute, route } from './fixture-route.ts';
import { READING, someImports } from './imports-data.ts';
import { IMPORT_ID } from './knowledge-data.ts';
import { before, jobId } from './work-data.ts';

const SAMPLE = 'question;answer\nWhat is a pair?;A question and its answer.';

/** The import that is started. */
export const STARTED_IMPORT = jobId(3_990);

const cellsOf = (line: string): readonly string[] => line.split(';');

/** As the first of them is called, or as it is numbered. */
const at = (named: ColumnMapping[keyof ColumnMapping], header: readonly string[]): number | undefined => {
  const [first] = [named].flat();
  if (first === undefined) return undefined;
  return typeof first === 'number' ? first - 1 : header.indexOf(first);
};

const readingOf = (header: readonly string[], rows: readonly (readonly string[])[], search: URLSearchParams) => {
  const asked = JSON.parse(search.get('mapping') ?? 'null') as ColumnMapping | null;
  return FileReading.parse({
    ...READING,
    encoding: search.get('encoding') ?? 'utf-8',
    encoding_by: search.has('encoding') ? 'declared' : 'validity',
    columns: header.map((name, index) => ({
      number: index + 1,
      name,
      samples: rows.slice(0, 3).map((cells) => cells[index] ?? ''),
    })),
    mapping: asked ?? { question: header[0], answer: header[1] },
    mapping_by: asked === null ? 'names' : 'caller',
    notes: [],
  });
};

const surveyOf = (text: string, search: URLSearchParams): DryRun => {
  const [header = [], ...rows] = text.trim().split('\n').map(cellsOf);
  const reading = readingOf(header, rows, search);
  const read = rows.map((cells, index) => {
    const cell = (field: keyof ColumnMapping): string => cells[at(reading.mapping[field], header) ?? -1] ?? '';
    return { row: index + 1, line: index + 2, question: cell('question'), answer: cell('answer'), tag: cell('tags') };
  });
  const good = read.filter(({ answer }) => answer !== '');
  return {
    dry_run: true,
    filename: search.get('filename') ?? 'upload',
    bytes: text.length,
    sha256: '9f2c'.repeat(16),
    reading,
    rows: read.length,
    rejected: read.length - good.length,
    sample: good.map(({ tag, ...one }) => ({ ...one, phrasings: [], tags: tag === '' ? [] : [tag] })),
    problems: read
      .filter(({ answer }) => answer === '')
      .map(({ row, line }) => ({ row, line, entry: null, code: 'no_answer', message: 'The answer is empty.' })),
    same_as: text.includes('again') ? (IMPORT_ID as DryRun['same_as']) : null,
  };
};

const refuse = (text: string, search: URLSearchParams): void => {
  if (text.includes('damaged'))
    ApiProblem.raise(400, 'unreadable_file', 'In line 7 a quotation mark is opened and never closed.');
  if (text.includes('unclear') && !search.has('encoding')) {
    const guess = { guess: 'windows-1252', preview: 'Grüße aus Zürich' };
    ApiProblem.raiseWith(guess, 422, 'encoding_unclear', 'The file is not valid UTF-8. It may be windows-1252.');
  }
  if (text.includes('nameless') && !search.has('mapping')) {
    const columns = ['a', 'b'].map((sample, index) => ({ number: index + 1, name: '', samples: [sample] }));
    ApiProblem.raiseWith({ columns }, 422, 'invalid', 'Nothing says which column is the question.');
  }
};

/** Looks at a file of cells between semicolons, or begins to import it. */
export const importFileRoutes = (imports: ImportJob[]): readonly FixtureRoute[] => [
  route(downloadSample, () => new FixtureFile('about-holdfast.csv', 'text/csv', SAMPLE)),
  route(importFile, ({ text, search }) => {
    refuse(text, search);
    const survey = surveyOf(text, search);
    if (search.get('dry_run') === 'true') return survey;
    if (text.includes('conflicting')) ApiProblem.raise(409, 'conflict', 'Another import of this file is under way.');
    const job = ImportJob.parse({
      ...someImports()[0],
      id: STARTED_IMPORT,
      filename: survey.filename,
      bytes: survey.bytes,
      reading: survey.reading,
      status: 'pending',
      created_at: before(0),
      started_at: null,
    });
    imports.unshift(job);
    return new FixtureAnswer(202, job);
  }),
];
