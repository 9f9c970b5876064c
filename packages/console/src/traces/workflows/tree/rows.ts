import { stepOf } from '@holdfast/protocol/json-pointer';
import { type Change, changeOf, isReplaced, membersOf, MISSING, type Pair, pairsIn } from './change.ts';

/** One line of a state, with what it was where that is another. */
export interface Row {
  /** RFC 6901. */
  readonly path: string;
  readonly depth: number;
  readonly name: string;
  readonly change: Change;
  /** What it is, on one line. */
  readonly value: string;
  readonly before: string | undefined;
  /** Has members, which are on the lines below unless it is folded. */
  readonly isBranch: boolean;
}

export interface Wish {
  /** What the state is compared with: the same state when with nothing. */
  readonly before: unknown;
  /** Paths that somebody has folded. */
  readonly folded: ReadonlySet<string>;
  /** A part of a name or a value. What contains it is shown with it. */
  readonly search: string;
  readonly onlyChanges: boolean;
}

const LONGEST = 400;

/** On one line, and never longer than one can read. */
export const lineOf = (value: unknown): string => {
  const size = membersOf(value)?.size ?? 0;
  if (size > 0) return Array.isArray(value) ? `[${size}]` : `{${size}}`;
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text;
};

export const rowsOf = (state: unknown, wish: Wish): readonly Row[] =>
  below({ now: state, before: wish.before }, '', wish);

const below = (pair: Pair, path: string, wish: Wish): readonly Row[] =>
  [...pairsIn(pair)].flatMap(([name, member]) => rowsAt(name, member, path, wish));

/** A line and those below it; none when nothing of it is looked for. */
const rowsAt = (name: string, pair: Pair, above: string, wish: Wish): readonly Row[] => {
  const change = changeOf(pair);
  if (wish.onlyChanges && change === 'same') return [];
  const path = `${above}/${stepOf(name)}`;
  const shown = pair.now === MISSING ? pair.before : pair.now;
  const value = lineOf(shown);
  const isBranch = (membersOf(shown)?.size ?? 0) > 0;
  const isFound = isIn(wish.search, name) || (!isBranch && isIn(wish.search, value));
  const isFolded = wish.search === '' && wish.folded.has(path);
  // all that is in what was found by its own name is shown
  const inside = isBranch && !isFolded ? below(pair, path, isFound ? { ...wish, search: '' } : wish) : [];
  if (!isFound && inside.length === 0) return [];
  const before = isReplaced(pair) ? lineOf(pair.before) : undefined;
  return [{ path, depth: above.split('/').length - 1, name, change, value, before, isBranch }, ...inside];
};

const isIn = (search: string, text: string): boolean => text.toLowerCase().includes(search.toLowerCase());
