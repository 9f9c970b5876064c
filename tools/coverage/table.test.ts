import { expect, test } from 'vitest';
import { coverageTable } from './table.ts';
import { shortfalls } from './thresholds.ts';
import { isMeasured, roomOf } from './rooms.ts';

const file = (path: string, covered: number, total: number) => ({
  path,
  lines: { covered, total },
  branches: { covered: 1, total: 2 },
});

test('a file counts for its room', () => {
  expect(roomOf('packages/server/src/platform/database/pool.ts')).toBe('server/platform/database');
  expect(roomOf('packages/server/src/capabilities/identity/store/keys.ts')).toBe('server/capabilities/identity');
  expect(roomOf('packages/server/src/main.ts')).toBe('server');
  expect(roomOf('packages/client/src/call.ts')).toBe('client');
});

test('tests and what helps them are not measured', () => {
  expect(isMeasured('packages/server/src/main.ts')).toBe(true);
  expect(isMeasured('packages/server/src/platform/files/data-folder.test.ts')).toBe(false);
  expect(isMeasured('packages/server/src/platform/files/testing/hold-lock.ts')).toBe(false);
  expect(isMeasured('packages/console/src/app.tsx')).toBe(false);
});

test('adds up by room and over all', () => {
  const table = coverageTable([file('packages/client/src/a.ts', 8, 10), file('packages/client/src/b.ts', 10, 10)]);
  expect(table).toContain('client    90.0 %        18/20    50.0 %          2/4');
  expect(table).toContain('all       90.0 %');
});

test('a room below its threshold is named', () => {
  const files = [
    file('packages/server/src/platform/database/pool.ts', 89, 100),
    file('packages/client/src/a.ts', 1, 100),
  ];
  expect(shortfalls(files)).toEqual([
    'server/platform/database: 89.0 % of the lines are covered, 90 % are wanted.',
    'all: 45.0 % of the lines are covered, 80 % are wanted.',
  ]);
});
