import type { Cell, RawRecord } from '../../records.ts';
import { damagedXml } from './xml-reader.ts';

export interface SheetLimits {
  readonly mostCharacters: number;
  /** A long text costs a workbook only once, however many cells show it. */
  readonly mostSheetCharacters: number;
}

const MOST_COLUMNS = 1_000;

/** Puts cells together to rows: cells that are not there are empty, rows that are not there are none. */
export const createRowBuilder = ({ mostCharacters, mostSheetCharacters }: SheetLimits) => {
  let shown = 0;
  let line = 0;
  let cells: Cell[] = [];
  let characters = 0;
  let isWide = false;
  const problemOf = (code: string, message: string): RawRecord => ({ line, cells: [], problem: { code, message } });
  return {
    begin(number: number): void {
      line = number > line ? number : line + 1;
      cells = [];
      characters = 0;
      isWide = false;
    },
    put(column: number, cell: Cell): void {
      const length = typeof cell === 'string' ? cell.length : 0;
      characters += length;
      shown += length;
      if (shown > mostSheetCharacters) damagedXml('it shows more text than a workbook may hold');
      if (column >= MOST_COLUMNS) isWide = true;
      else if (characters <= mostCharacters) {
        while (cells.length < column) cells.push('');
        cells[column] = cell;
      }
    },
    end(): RawRecord | undefined {
      if (isWide) return problemOf('ragged_row', `The row has more than ${MOST_COLUMNS} cells.`);
      if (characters > mostCharacters)
        return problemOf('record_too_long', `The row is longer than ${mostCharacters} characters.`);
      return cells.length > 0 ? { line, cells } : undefined;
    },
  };
};
