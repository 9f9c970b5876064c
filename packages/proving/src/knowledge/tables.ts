type Cells = readonly (readonly string[])[];

/** As RFC 4180 has it, every cell in quotes. */
export const csvOf = (rows: Cells): string =>
  rows.map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

export interface Numbered {
  readonly from?: number;
  readonly answer?: string;
}

/** Questions and answers, numbered. */
export const numbered = (count: number, { from = 1, answer = 'The answer to question' }: Numbered = {}): string[][] =>
  Array.from({ length: count }, (_, at) => [`What is meant by number ${from + at}?`, `${answer} ${from + at}.`]);

export const tableOf = (rows: Cells): string => csvOf([['question', 'answer'], ...rows]);
