import { readJsonRecord } from './json-cells.ts';
import type { JsonRecord } from './json-cells.ts';
import { createJsonCursor } from './json-cursor.ts';
import type { JsonCursor } from './json-cursor.ts';
import { endOfString, endOfValue } from './json-value.ts';

/** What the list of pairs is called where it is a field of an object. */
const LISTS: ReadonlySet<string> = new Set([
  ...[
    'pairs',
    'items',
    'data',
    'faqs',
    'faq',
    'rows',
    'records',
    'entries',
    'questions',
    'qna',
    'results',
    'documents',
  ],
  ...['knowledge', 'examples', 'qnadocuments', 'qnas', 'articles', 'list'],
]);

/** Between what the cursor stands: before everything, among fields of the object, among elements, behind everything. */
interface Progress {
  place: 'begin' | 'fields' | 'elements' | 'end';
  /** The list is a field, and not all there is. */
  isField: boolean;
  hadList: boolean;
}

export interface JsonElements {
  read(text: string, last: boolean): JsonRecord[];
}

/** The elements of the list in a JSON text that comes piece by piece. An element is looked at when all of it may be there. */
export const createJsonElements = (mostCharacters: number, entry: string | undefined): JsonElements => {
  const cursor = createJsonCursor(entry);
  const progress: Progress = { place: 'begin', isField: false, hadList: false };
  return {
    read(more, last) {
      const records: JsonRecord[] = [];
      cursor.add(more);
      cursor.passBlank();
      while (cursor.at < cursor.text.length && step(cursor, progress, records)) cursor.passBlank();
      const left = cursor.text.length - cursor.at;
      if (left > mostCharacters) cursor.broken(`a value is longer than ${mostCharacters} characters`);
      if (last && (left > 0 || progress.place !== 'end')) cursor.broken('its end is missing');
      if (last && !progress.hadList) cursor.broken('there is no list of pairs in it, such as {"pairs": [...]}');
      return records;
    },
  };
};

/** False where the rest of what begins here has not come. */
const step = (cursor: JsonCursor, progress: Progress, records: JsonRecord[]): boolean => {
  if (progress.place === 'fields') return readField(cursor, progress);
  if (progress.place === 'elements') return readElement(cursor, progress, records);
  if (progress.place === 'end') return cursor.broken('something follows after its end');
  const first = cursor.text[cursor.at];
  if (first !== '[' && first !== '{') return cursor.broken('neither a list nor an object begins here');
  progress.place = first === '[' ? 'elements' : 'fields';
  cursor.at += 1;
  return true;
};

const readElement = (cursor: JsonCursor, progress: Progress, records: JsonRecord[]): boolean => {
  const { text, at } = cursor;
  if (text[at] === ',') cursor.at += 1;
  else if (text[at] === ']') {
    cursor.at += 1;
    progress.hadList = true;
    progress.place = progress.isField ? 'fields' : 'end';
  } else if (text[at] === '}') cursor.broken('a list is closed as if it were an object');
  else {
    const end = endOfValue(text, at);
    if (end === -1) return false;
    records.push(readJsonRecord(cursor.line(), text.slice(at, end)));
    cursor.at = end;
  }
  return true;
};

const COLON = /\s*:\s*/y;

const readField = (cursor: JsonCursor, progress: Progress): boolean => {
  const { text, at } = cursor;
  if (text[at] === ',' || text[at] === '}') {
    if (text[at] === '}') progress.place = 'end';
    cursor.at += 1;
    return true;
  }
  if (text[at] !== '"') return cursor.broken('a field of the object is expected');
  const end = endOfString(text, at);
  if (end === -1) return false;
  COLON.lastIndex = end;
  const value = end + (COLON.exec(text)?.[0].length ?? 0);
  if (value >= text.length) return false;
  if (value === end) return /\S/.test(text.slice(end)) ? cursor.broken('a colon is missing') : false;
  if (text[value] === '[' && LISTS.has(text.slice(at + 1, end - 1).toLowerCase())) {
    if (progress.hadList) cursor.broken('there are two lists that may be the pairs');
    progress.isField = true;
    progress.place = 'elements';
    cursor.at = value + 1;
    return true;
  }
  const next = endOfValue(text, value);
  if (next !== -1) cursor.at = next;
  return next !== -1;
};
