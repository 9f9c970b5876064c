import duckdb from '@duckdb/node-bindings';
import { Nulls } from './nulls.ts';

/**
 * DuckDB keeps a text in 16 bytes: its length, and the text where it has up to 12 bytes, else its beginning and where it lies. To
 * hand over a text costs a call into native code, so the short ones are written here, and one that repeats is handed over once
 * for its vector: the others point to the same place.
 */
const TEXT_BYTES = 16;
const TEXT_WORDS = TEXT_BYTES / 4;
const MOST_INLINE = 12;
/** Longer ones are what somebody said, which repeats rarely. */
const MOST_REPEATED = 128;

let bytes = new Uint8Array(duckdb.vector_size() * TEXT_BYTES);
let words = new Uint32Array(bytes.buffer);
const nulls = new Nulls();

/** The texts of a vector: nulls only where it has no more rows than a chunk. */
export const writeTexts = (vector: duckdb.Vector, texts: readonly (string | null)[]): void => {
  makeRoom(texts.length);
  nulls.begin();
  const handed = new Map<string, number>();
  const places: number[] = [];
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row] ?? null;
    if (text === null) words.fill(nulls.at(row), row * TEXT_WORDS, (row + 1) * TEXT_WORDS);
    else if (!writeInline(text, row * TEXT_BYTES)) places.push(row, handOver(vector, handed, text, row));
  }
  if (places.length > 0) copyPlaces(duckdb.vector_get_data(vector, texts.length * TEXT_BYTES), places);
  duckdb.copy_data_to_vector(vector, 0, bytes.buffer, 0, texts.length * TEXT_BYTES);
  nulls.put(vector, texts.length);
};

const makeRoom = (texts: number): void => {
  if (texts * TEXT_BYTES <= bytes.length) return;
  bytes = new Uint8Array(texts * TEXT_BYTES);
  words = new Uint32Array(bytes.buffer);
};

/** Whether it fits: so many characters of ASCII. What is behind them must be zero. */
const writeInline = (text: string, at: number): boolean => {
  const { length } = text;
  if (length > MOST_INLINE) return false;
  bytes.fill(0, at, at + TEXT_BYTES);
  bytes[at] = length;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x80) return false;
    bytes[at + 4 + index] = code;
  }
  return true;
};

/** The row whose text is the same, which may be this one. */
const handOver = (vector: duckdb.Vector, handed: Map<string, number>, text: string, row: number): number => {
  const before = text.length > MOST_REPEATED ? undefined : handed.get(text);
  if (before !== undefined) return before;
  duckdb.vector_assign_string_element(vector, row, text);
  handed.set(text, row);
  return row;
};

/** `places` are rows, and behind each the row from which its text is taken. */
const copyPlaces = (data: Uint8Array, places: readonly number[]): void => {
  const from = new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
  for (let index = 0; index < places.length; index += 2) {
    const to = (places[index] ?? 0) * TEXT_WORDS;
    const source = (places[index + 1] ?? 0) * TEXT_WORDS;
    for (let word = 0; word < TEXT_WORDS; word += 1) words[to + word] = from[source + word] ?? 0;
  }
};
