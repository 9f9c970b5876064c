/** What one statement took, added up over all its runs. */
export interface Spent {
  readonly statement: string;
  runs: number;
  parseMs: number;
  bindMs: number;
  executeMs: number;
}

const BEGINNING = /^\d+ (?:LOG|DETAIL|STATEMENT|CONTEXT|HINT): {2}/;
const DURATION =
  /^\d+ LOG: {2}duration: (?<ms>[\d.]+) ms {2}(?<phase>parse|bind|execute|statement)(?: [^:]*)?: (?<text>.*)$/s;
const SHOWN = 100;

/** Of a log that was written with `log_min_duration_statement=0`, the dearest first. */
export const readLog = (lines: readonly string[]): readonly Spent[] => {
  const spent = new Map<string, Spent>();
  for (const entry of entriesOf(lines)) {
    const { ms, phase, text } = DURATION.exec(entry)?.groups ?? {};
    if (text === undefined) continue;
    const statement = text.replaceAll(/\s+/g, ' ').trim().slice(0, SHOWN);
    const one = spent.get(statement) ?? { statement, runs: 0, parseMs: 0, bindMs: 0, executeMs: 0 };
    spent.set(statement, one);
    add(one, phase, Number(ms));
  }
  return [...spent.values()].toSorted((left, right) => sumOf(right) - sumOf(left));
};

export const sumOf = ({ parseMs, bindMs, executeMs }: Spent): number => parseMs + bindMs + executeMs;

const add = (one: Spent, phase: string | undefined, ms: number): void => {
  if (phase === 'parse') one.parseMs += ms;
  else if (phase === 'bind') one.bindMs += ms;
  else {
    one.executeMs += ms;
    one.runs += 1;
  }
};

/** A statement of several lines is one entry. */
const entriesOf = (lines: readonly string[]): string[] => {
  const entries: string[] = [];
  for (const line of lines)
    if (BEGINNING.test(line) || entries.length === 0) entries.push(line);
    else entries.push(`${entries.pop() ?? ''}\n${line}`);
  return entries;
};
