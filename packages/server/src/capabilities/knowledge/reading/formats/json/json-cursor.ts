import { UnreadableFile } from '../../unreadable-file.ts';

/** A place in a JSON text that comes piece by piece. */
export interface JsonCursor {
  text: string;
  at: number;
  /** Puts the next piece behind what is left. */
  add(more: string): void;
  passBlank(): void;
  /** The line in which the cursor stands. */
  line(): number;
  broken(what: string): never;
}

const BLANK = /\s*/y;

export const createJsonCursor = (entry: string | undefined): JsonCursor => {
  let line = 1;
  let counted = 0;
  const cursor: JsonCursor = {
    text: '',
    at: 0,
    add(more) {
      cursor.line();
      cursor.text = cursor.text.slice(cursor.at) + more;
      counted = Math.max(0, counted - cursor.at);
      cursor.at = 0;
    },
    passBlank() {
      BLANK.lastIndex = cursor.at;
      cursor.at += BLANK.exec(cursor.text)?.[0].length ?? 0;
    },
    line() {
      const { text, at } = cursor;
      for (let end = text.indexOf('\n', counted); end !== -1 && end < at; end = text.indexOf('\n', counted)) {
        line += 1;
        counted = end + 1;
      }
      return line;
    },
    broken(what) {
      throw new UnreadableFile('damaged', `The JSON breaks off in line ${cursor.line()}: ${what}.`, { line, entry });
    },
  };
  return cursor;
};
