import type { CsvPlace } from './csv-syntax.ts';

export interface Field {
  readonly value: string;
  /** Where the next field begins, or the next record. */
  readonly next: number;
  readonly endsRecord: boolean;
}

/** `more`: the text ends too early. `unclosed`: there is no quote that closes it. `broken`: the one that does cannot be meant so. */
export type NoField = 'more' | 'unclosed' | 'broken';

/** Up to where it is known that no quote ends a field: looked for once a line, not once a field. */
export interface Memory {
  noneBefore: number;
}

const QUOTE = 34;
const BLANK = 32;
const RETURN = 13;

export const plainField = ({ text, last, next }: CsvPlace, at: number): Field | 'more' => {
  const delimiter = next.delimiter(at);
  const end = next.lineEnd(at);
  if (delimiter < end) return { value: text.slice(at, delimiter), next: delimiter + 1, endsRecord: false };
  if (end === text.length && !last) return 'more';
  const stop = end > at && text.charCodeAt(end - 1) === RETURN ? end - 1 : end;
  return { value: text.slice(at, stop), next: end + 1, endsRecord: true };
};

/**
 * A quote that is not doubled ends the field when a delimiter or the end of the line comes next. Any other was meant as a
 * character, as in "She said "no" to it" - but only within one line. Further down it means that the field was never closed, and
 * that what follows are other rows.
 */
export const quotedField = (place: CsvPlace, open: number, memory: Memory): Field | NoField => {
  const { text, last, syntax } = place;
  let hasDoubled = false;
  let stray = -1;
  let lineEnd = text.length;
  for (let at = text.indexOf('"', open + 1); at !== -1 && at <= lineEnd; at = text.indexOf('"', at)) {
    if (text.charCodeAt(at + 1) === QUOTE) {
      // where quotes are not doubled, two of them before the end are one that belongs to the text, and the end
      const end = stray === -1 ? undefined : afterQuote(place, at + 2);
      if (typeof end === 'object') return { value: text.slice(open + 1, at + 1), ...end };
      hasDoubled = true;
      at += 2;
      continue;
    }
    if (at + 1 === text.length && !last) return 'more';
    const after = afterQuote(place, at + 1);
    if (after === 'more') return 'more';
    if (after !== undefined) return { value: unquoted(text.slice(open + 1, at), hasDoubled), ...after };
    if (stray === -1) {
      stray = at;
      if (text.slice(open, at).includes(syntax.lineEnd)) return 'broken';
      lineEnd = place.next.lineEnd(at);
      if (lineEnd === text.length && !last) return 'more';
      if (memory.noneBefore > at) break;
    }
    at += 1;
  }
  if (stray === -1) return 'unclosed';
  memory.noneBefore = lineEnd;
  // as Excel does: what follows the closing quote belongs to the field
  const tail = plainField(place, stray + 1);
  return tail === 'more' ? tail : { ...tail, value: unquoted(text.slice(open + 1, stray), true) + tail.value };
};

const unquoted = (value: string, hasDoubled: boolean): string => (hasDoubled ? value.replaceAll('""', '"') : value);

const afterQuote = ({ text, last, syntax }: CsvPlace, from: number): Omit<Field, 'value'> | 'more' | undefined => {
  let at = from;
  while (text.charCodeAt(at) === BLANK) at += 1;
  if (text[at] === syntax.delimiter) return { next: at + 1, endsRecord: false };
  if (text[at] === syntax.lineEnd) return { next: at + 1, endsRecord: true };
  if (text.charCodeAt(at) === RETURN) at += 1;
  if (at === text.length) return last ? { next: at + 1, endsRecord: true } : 'more';
  return at > from && text[at] === syntax.lineEnd ? { next: at + 1, endsRecord: true } : undefined;
};
