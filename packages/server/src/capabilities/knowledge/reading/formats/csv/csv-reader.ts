import type { RawRecord } from '../../records.ts';
import { tooLong } from '../too-long.ts';
import { MOST_CELLS } from './csv-syntax.ts';
import type { CsvSyntax } from './csv-syntax.ts';
import { nextOf } from './next-of.ts';
import { readQuoted } from './quoted-record.ts';

export interface CsvReader {
  /** The records that are whole with this text. What is left waits for the next. */
  read(text: string, last: boolean): RawRecord[];
}

/** Of a row that is too long for anybody to mend by hand. */
const KEPT_CHARACTERS = 1_000;
const RETURN = 13;

/**
 * RFC 4180, and what people write instead. It looks at the text of a record only when the record may be whole, so its state
 * between two pieces is the text that is left and the number of its line.
 */
export const createCsvReader = (syntax: CsvSyntax, firstLine = 1): CsvReader => {
  const { delimiter, lineEnd, mostCharacters } = syntax;
  let rest = '';
  let line = firstLine;
  /** Within a row that is too long: everything to the end of its line is passed over. */
  let passing = false;

  const passOver = (text: string): string => {
    const end = text.indexOf(lineEnd);
    if (end === -1) return '';
    passing = false;
    line += 1;
    return text.slice(end + 1);
  };

  return {
    read(more, last) {
      const text = passing ? passOver(more) : rest === '' ? more : rest + more;
      const records: RawRecord[] = [];
      const next = { delimiter: nextOf(text, delimiter), lineEnd: nextOf(text, lineEnd), quote: nextOf(text, '"') };
      let at = 0;
      while (at < text.length) {
        const end = next.lineEnd(at);
        const isCut = end === text.length && !last;
        if (next.quote(at) < end) {
          const quoted = readQuoted({ text, at, line, last, syntax, next });
          if (quoted === undefined) break;
          records.push(quoted.record);
          at = quoted.next;
          line += quoted.lines;
          passing = quoted.passing;
          continue;
        }
        if (isCut && end - at <= mostCharacters) break;
        const stop = text.charCodeAt(end - 1) === RETURN ? end - 1 : end;
        if (end - at > mostCharacters) {
          records.push(tooLong(line, text.slice(at, at + KEPT_CHARACTERS), mostCharacters));
          passing = isCut;
        } else if (stop > at) records.push({ line, cells: text.slice(at, stop).split(delimiter, MOST_CELLS + 1) });
        if (!passing) line += 1;
        at = end + 1;
      }
      rest = at < text.length ? text.slice(at) : '';
      return records;
    },
  };
};
