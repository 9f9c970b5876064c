import type { Clock } from '../clock/clock.ts';
import { timestampOf } from '../clock/timestamp.ts';

const LINES = 100;
const LONGEST_LINE = 1000;

/** The sentences that a try says about itself, until they are stored with its end. */
export const createSaid = (clock: Clock, attempt: number) => {
  const lines: { time: string; attempt: number; text: string }[] = [];
  return {
    say(text: string): void {
      if (lines.length >= LINES) return;
      lines.push({ time: timestampOf(clock.now()), attempt, text: storable(text.slice(0, LONGEST_LINE)) });
    },
    /** JSON; undefined when nothing was said. */
    json: (): string | undefined => (lines.length === 0 ? undefined : JSON.stringify(lines)),
  };
};

export type Said = ReturnType<typeof createSaid>;

/** The database stores no NUL and no half of a surrogate pair. */
export const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** Whether the database takes it as JSON: what `JSON.stringify` escapes as NUL or half of a pair, it does not. */
export const isStorableJson = (json: string): boolean => !UNSTORABLE.test(json);
