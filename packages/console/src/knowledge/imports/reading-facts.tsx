import type { FileReading } from '@holdfast/protocol/knowledge/imports';
import { Facts } from '../../controls/facts.tsx';
import { FIELD_LABELS } from '../pair-text.ts';
import {
  columnsOf,
  columnWords,
  delimiterWords,
  encodingWords,
  formatWords,
  mappedByWords,
  mappedFields,
} from './reading-words.ts';

/** What the file turned out to be. */
export const FormatFacts = ({ reading }: { readonly reading: FileReading }) => (
  <Facts
    facts={[
      ['Format', formatWords(reading)],
      ['Encoding', encodingWords(reading)],
      ...(reading.delimiter === null ? [] : [['Cells parted by', delimiterWords(reading.delimiter)] as const]),
      ...(reading.has_header === null
        ? []
        : [['First row', reading.has_header ? 'names of columns' : 'a row like the others'] as const]),
    ]}
  />
);

/** Remarks of whatever read the file. */
export const ReadingNotes = ({ notes }: Pick<FileReading, 'notes'>) =>
  notes.length === 0 ? undefined : (
    <ul aria-label="Notes" className="grid gap-1 border-t border-line bg-warn-soft px-4 py-2 wrap-anywhere">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );

/** How the file was read: what it is, and which column is what. */
export const ReadingFacts = ({ reading }: { readonly reading: FileReading }) => (
  <>
    <FormatFacts reading={reading} />
    {mappedFields(reading.mapping).length > 0 && (
      <div className="border-t border-line">
        <p className="px-4 pt-3 text-small text-muted">Columns, taken {mappedByWords(reading)}</p>
        <Facts
          facts={mappedFields(reading.mapping).map(
            (field) => [FIELD_LABELS[field], columnsOf(reading.mapping, field).map(columnWords).join(', ')] as const,
          )}
        />
      </div>
    )}
    <ReadingNotes notes={reading.notes} />
  </>
);
