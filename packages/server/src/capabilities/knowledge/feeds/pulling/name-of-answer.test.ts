import { expect, it } from 'vitest';
import { nameOfAnswer } from './name-of-answer.ts';

const named = (url: string, headers: Record<string, string> = {}, from = url): string =>
  nameOfAnswer({ urls: [url, from], headers });

it('a file is called as the server says, or as the URL ends', () => {
  expect(named('https://example.com/a/faq.csv?x=1')).toBe('faq.csv');
  expect(named('https://example.com/a', {}, 'https://cdn.example.com/faq.tsv')).toBe('faq.tsv');
  expect(named('https://example.com/a.csv', { 'content-disposition': 'attachment; filename="b.json"' })).toBe('b.json');
  expect(named('https://example.com/', { 'content-disposition': "attachment; filename*=UTF-8''f%C3%A4q.md" })).toBe(
    'fäq.md',
  );
});

it('the type says the ending where nothing else does', () => {
  expect(named('https://example.com/export', { 'content-type': 'text/csv; charset=utf-8' })).toBe('export.csv');
  expect(named('https://example.com/', { 'content-type': 'application/json' })).toBe('feed.json');
  expect(named('https://example.com/export', { 'content-type': 'constructor' })).toBe('export');
  expect(named('https://example.com/export.php', { 'content-type': 'text/html' })).toBe('export.php');
});

it('a name is never a path, and what was unpacked on the way is not packed', () => {
  expect(named('https://example.com/', { 'content-disposition': 'attachment; filename="../../etc/faq.csv"' })).toBe(
    'faq.csv',
  );
  expect(named('https://example.com/%2e%2e%2ffaq.csv')).toBe('faq.csv');
  expect(named('https://example.com/faq.csv.gz', { 'content-encoding': 'gzip' })).toBe('faq.csv');
  expect(named('https://example.com/faq.csv.gz')).toBe('faq.csv.gz');
  expect(named('https://example.com/%E0%A4%A.csv')).toBe('%E0%A4%A.csv');
});
