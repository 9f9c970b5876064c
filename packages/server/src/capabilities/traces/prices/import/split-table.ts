export interface TableRow {
  /** Of the text, from 1, where it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

const SEPARATORS = ['\t', ';', ','] as const;

/** Rows of a table as RFC 4180 has them, whatever separates: the one that the first line has. Undefined when a quote does not end. */
export const splitTable = (text: string): readonly TableRow[] | undefined => {
  const plain = text.replace(/^\uFEFF/, '');
  const heading = plain.slice(0, plain.search(/[\r\n]|$/));
  const separator = SEPARATORS.find((each) => heading.includes(each)) ?? ',';
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let [line, begins, at] = [1, 1, 0];
  while (at < plain.length || cells.length > 0) {
    const cell = readCell(plain, at, separator);
    if (cell === undefined) return undefined;
    cells.push(cell.text);
    line += cell.lines;
    at = cell.end + 1;
    if (plain[cell.end] === separator) continue;
    if (plain[cell.end] === '\r' && plain[at] === '\n') at += 1;
    line += 1;
    if (cells.some((each) => each !== '')) rows.push({ line: begins, cells });
    cells = [];
    begins = line;
  }
  return rows;
};

interface Cell {
  readonly text: string;
  /** Where the separator or the end of the line is. */
  readonly end: number;
  /** Ends of lines within quotes. */
  readonly lines: number;
}

const readCell = (text: string, start: number, separator: string): Cell | undefined => {
  if (text[start] !== '"') {
    const end = endOf(text, start, separator);
    return { text: text.slice(start, end).trim(), end, lines: 0 };
  }
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return undefined;
  const quoted = text.slice(start + 1, close).replaceAll('""', '"');
  return { text: quoted.trim(), end: endOf(text, close + 1, separator), lines: quoted.split('\n').length - 1 };
};

const endOf = (text: string, from: number, separator: string): number => {
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === separator || sign === '\n' || sign === '\r') return at;
  }
  return text.length;
};
