// fails: vitest/no-focused-tests
import { expect, test } from 'vitest';
test.only('the one', () => {
  expect(1).toBe(1);
});
