import type { RawRecord } from '../records.ts';

export const tooLong = (line: number, beginning: string, most: number): RawRecord => ({
  line,
  cells: [beginning],
  problem: {
    code: 'record_too_long',
    message: `The row is longer than ${most} characters. Only its beginning was kept.`,
  },
});
