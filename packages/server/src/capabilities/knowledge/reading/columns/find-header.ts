import { meaningsOf, namesQuestionAndAnswer } from './header-words.ts';

export interface FoundHeader {
  /** How many rows stand before it, a title for instance. */
  readonly before: number;
  readonly names: readonly string[];
}

const LOOKED_AT = 10;
const LONGEST_NAME = 60;

/** The row that names the columns, when there is one. `named` are columns that the caller called by name. */
export const findHeader = (rows: readonly (readonly string[])[], named: readonly string[]): FoundHeader | undefined => {
  for (const [before, row] of rows.slice(0, LOOKED_AT).entries()) {
    const names = row.map((cell) => cell.trim());
    const isNamed = named.length > 0 && named.every((name) => names.includes(name));
    if (isNamed || namesQuestionAndAnswer(names)) return { before, names };
    // only a title may stand above
    if (names.filter((name) => name !== '').length > 1) break;
  }
  const first = rows[0]?.map((cell) => cell.trim());
  // whoever calls a column by name says that there are names
  const isHeader = first !== undefined && (named.length > 0 || looksLikeNames(first, rows.slice(1)));
  return isHeader ? { before: 0, names: first } : undefined;
};

/** Names are short, differ, say nothing, and are known, or stand above numbers or much longer text. */
const looksLikeNames = (names: readonly string[], rows: readonly (readonly string[])[]): boolean => {
  if (!names.every(mayBeName) || names.length < 2 || new Set(names).size < names.length) return false;
  const isKnown = (name: string): boolean =>
    name.length > 1 && meaningsOf(name).some(({ field }) => field === 'question' || field === 'answer');
  if (names.some(isKnown)) return true;
  const isAboveText = (name: string, column: number): boolean => {
    const length = averageLength(rows, column);
    return length >= 30 && length >= 3 * name.length;
  };
  return names.some((name, column) => isAboveText(name, column) || isAboveNumbers(rows, column));
};

const mayBeName = (name: string): boolean =>
  name !== '' && name.length <= LONGEST_NAME && !/[.?!。？！؟]$/.test(name) && !isNumber(name);

const isNumber = (text: string): boolean => /^[-+]?\d[\d.,]*$/.test(text.trim());

const isAboveNumbers = (rows: readonly (readonly string[])[], column: number): boolean =>
  rows.length > 0 && rows.every((row) => isNumber(row[column] ?? ''));

const averageLength = (rows: readonly (readonly string[])[], column: number): number =>
  rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + (row[column]?.length ?? 0), 0) / rows.length;
