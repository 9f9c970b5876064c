import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import type { Timestamp } from '@holdfast/protocol/time';
import { expect, test } from 'vitest';
import { failedLately } from './failed-lately.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

const imported = (filename: string, status: ImportJob['status'], daysAgo: number) => ({
  filename,
  status,
  created_at: new Date(NOW - daysAgo * 86_400_000).toISOString() as Timestamp,
});

test('what failed wants a look until its file is imported again, or a week is over', () => {
  const imports = [
    imported('again.csv', 'processing', 0.1),
    imported('failed.csv', 'failed', 0.5),
    imported('again.csv', 'failed', 1),
    imported('failed.csv', 'completed', 2),
    imported('late.csv', 'failed', 6.9),
    imported('old.csv', 'failed', 7.1),
    imported('cancelled.csv', 'cancelled', 8),
  ];
  expect(failedLately(imports, NOW).map(({ filename }) => filename)).toEqual(['failed.csv', 'late.csv']);
});
