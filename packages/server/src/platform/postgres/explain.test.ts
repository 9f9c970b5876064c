import { expect, test } from 'vitest';
import { explain, isPortTaken, isStillInUse, lastWords } from './explain.ts';
import { placeIn } from './place.ts';

const place = placeIn({ root: '/data', postgres: '/data/postgres' });

test('the line that tells of the end is the last fatal one', () => {
  const log = [
    '2026-11-21 11:33:17.008 UTC [7] LOG:  starting PostgreSQL 18.4',
    '2026-11-21 11:33:17.009 UTC [7] FATAL:  data directory "/data/postgres/18" has wrong ownership',
    '2026-11-21 11:33:17.010 UTC [7] LOG:  database system is shut down',
  ].join('\n');
  expect(lastWords(log)).toBe('data directory "/data/postgres/18" has wrong ownership');
  expect(explain(log, place)).toBe(
    'data directory "/data/postgres/18" has wrong ownership (more in /data/postgres/18.log).',
  );
});

test('a full disk is said in words of the operator', () => {
  expect(explain('PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device', place)).toMatch(
    /^the disk is full: free some space/,
  );
});

test.each([
  'FATAL:  could not read file "global/pg_control": read 81 of 296',
  'PANIC:  could not locate a valid checkpoint record at 0/1755208',
  'FATAL:  incorrect checksum in control file',
])('%s is damage, and what to do about it', (line) => {
  expect(explain(`2026-11-21 11:33:17.009 UTC [7] ${line}`, place)).toMatch(
    /^its files are damaged \(.+\): restore them from a backup of the data folder\. More in \/data\/postgres\/18\.log\.$/,
  );
});

test('initdb says error in its own way', () => {
  expect(
    lastWords('creating directory ... ok\ninitdb: error: could not change permissions of directory "x": Denied\n'),
  ).toBe('could not change permissions of directory "x": Denied');
});

test('silence is said too', () => {
  expect(explain('', place)).toBe('it said nothing (more in /data/postgres/18.log).');
});

test('passing reasons are known', () => {
  expect(isPortTaken('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use')).toBe(true);
  expect(isStillInUse('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe(true);
  expect(isPortTaken('FATAL:  something else')).toBe(false);
});
