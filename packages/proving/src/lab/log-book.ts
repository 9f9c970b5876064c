import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const KEPT_LINES = 50_000;

export type LogEntry = Readonly<Record<string, unknown>>;

/** What a child said. Lines that are JSON objects are entries; the rest is kept as text. */
export interface LogBook {
  readonly entries: LogEntry[];
  readonly lines: string[];
  /** Follows one more stream, as after a restart. */
  follow(stream: Readable): void;
  tail(count: number): string;
}

const parse = (line: string): LogEntry | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as LogEntry;
  } catch {
    return undefined;
  }
};

export const createLogBook = (): LogBook => {
  const entries: LogEntry[] = [];
  const lines: string[] = [];
  return {
    entries,
    lines,
    follow(stream) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const entry = parse(line);
        if (entry !== undefined) entries.push(entry);
        if (lines.length > KEPT_LINES) lines.splice(0, lines.length - KEPT_LINES);
        if (entries.length > KEPT_LINES) entries.splice(0, entries.length - KEPT_LINES);
      });
    },
    tail: (count) => lines.slice(-count).join('\n'),
  };
};
