import type { RawRecord } from '../../records.ts';
import { MOST_CELLS } from './csv-syntax.ts';
import type { CsvPlace } from './csv-syntax.ts';
import { plainField, quotedField } from './quoted-field.ts';

interface QuotedRecord {
  readonly record: RawRecord;
  /** Where the next record begins, and how many lines further down. */
  readonly next: number;
  readonly lines: number;
  /** The end of its line has not come yet. */
  readonly passing: boolean;
}

const QUOTE = 34;
const BLANK = 32;

/** A record with quotes in it; undefined where more text must come first. */
export const readQuoted = (place: CsvPlace): QuotedRecord | undefined => {
  const { text, line, last, syntax } = place;
  const cells: string[] = [];
  const memory = { noneBefore: 0 };
  for (let at = place.at; ;) {
    let open = at;
    while (text.charCodeAt(open) === BLANK) open += 1;
    const field = text.charCodeAt(open) === QUOTE ? quotedField(place, open, memory) : plainField(place, at);
    if (typeof field === 'string') {
      const isTooLong = text.length - place.at > syntax.mostCharacters;
      if (field !== 'broken' && !last && !isTooLong) return undefined;
      const where = `A quote that begins in line ${line + linesBetween(place, open)} is not closed`;
      const most =
        isTooLong && field !== 'broken' ? `within ${syntax.mostCharacters} characters` : 'before the next row';
      return unclosed(place, `${where} ${most}. Close it, and double the quotes within it.`);
    }
    if (cells.length <= MOST_CELLS) cells.push(field.value);
    at = field.next;
    if (field.endsRecord)
      return { record: { line, cells }, next: at, lines: Math.max(1, linesBetween(place, at)), passing: false };
  }
};

/** Its first line alone is the row that is rejected: the next line begins another. */
const unclosed = ({ text, at, line, last, syntax }: CsvPlace, message: string): QuotedRecord => {
  const found = text.indexOf(syntax.lineEnd, at);
  const end = found === -1 ? text.length : found;
  const stop = text[end - 1] === '\r' ? end - 1 : end;
  const passing = found === -1 && !last;
  return {
    record: {
      line,
      cells: text.slice(at, stop).split(syntax.delimiter, MOST_CELLS),
      problem: { code: 'unclosed_quote', message },
    },
    next: end + 1,
    lines: passing ? 0 : 1,
    passing,
  };
};

const linesBetween = ({ text, at, syntax }: CsvPlace, to: number): number => {
  let lines = 0;
  for (let end = text.indexOf(syntax.lineEnd, at); end !== -1 && end < to; end = text.indexOf(syntax.lineEnd, end + 1))
    lines += 1;
  return lines;
};
