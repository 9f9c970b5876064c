import { withinBlock, type VectorRoom } from './vector-room.ts';

/** What is so of rows: that there is a vector, and that it may be shown. */
export interface RowMarks {
  is(mark: Mark, row: number): boolean;
  set(mark: Mark, row: number, isSo: boolean): void;
  eachHeld(see: (row: number) => void): void;
}

type Mark = 'held' | 'shown';

export const createRowMarks = (room: VectorRoom): RowMarks => {
  const is = (mark: Mark, row: number): boolean =>
    row < room.rows && room.as.bytes[room.blockOf(row)[mark] + withinBlock(row)] === 1;
  return {
    is,
    set(mark, row, isSo) {
      room.as.bytes[room.blockOf(row)[mark] + withinBlock(row)] = isSo ? 1 : 0;
    },
    eachHeld(see) {
      for (let row = 0; row < room.rows; row += 1) if (is('held', row)) see(row);
    },
  };
};
