import { expect, test } from 'vitest';
import { openingFailureOf, storeFailureOf } from './store-failure.ts';

const FULL = 'Could not write file "/data/spans/spans.duckdb": No space left on device';
const INVALIDATED = `FATAL Error: Failed: database has been invalidated because of a previous fatal error. Original error: "Failed to create checkpoint because of error: ${FULL}"`;

test.each([
  [`IO Error: ${FULL}`, 'no_room', 'no_room'],
  [INVALIDATED, 'broken', 'no_room'],
  ['FATAL Error: Failed: database has been invalidated because of a previous fatal error', 'broken', 'damaged'],
  ['IO Error: Could not set lock on file', 'locked', 'locked'],
  ['IO Error: Cannot open file: Permission denied', 'other', 'other'],
  ['IO Error: The file is not a valid DuckDB database file!', 'damaged', 'damaged'],
  ['Catalog Error: Table with name progress does not exist', 'other', 'damaged'],
])('%s', (words, running, opening) => {
  expect([storeFailureOf(new Error(words)), openingFailureOf(new Error(words))]).toEqual([running, opening]);
});
