import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { PROTOCOL_VERSION } from './contracts.ts';
import { differences, fingerprintOfWire, type Fingerprint } from './testing/fingerprint.ts';

const WHAT_TO_DO =
  'The wire has changed. If that is meant: 1. raise PROTOCOL_VERSION in packages/protocol/src/contracts.ts by one, ' +
  '2. run `node packages/protocol/src/testing/write-fingerprint.ts`, 3. say in the commit what clients must know. ' +
  'If it is not meant: undo the change of what is named here.';

const kept = JSON.parse(await readFile(new URL('./fingerprint.json', import.meta.url), 'utf8')) as Fingerprint;

test('the wire is what its fingerprint of this protocol version says', () => {
  expect(differences(kept, fingerprintOfWire()), WHAT_TO_DO).toEqual([]);
  expect(PROTOCOL_VERSION, WHAT_TO_DO).toBe(kept.protocol_version);
});

test('a fingerprint tells what came, what went and what changed', () => {
  const before = { protocol_version: 1, parts: { 'error gone': '404', 'error same': '400', 'error changed': '409' } };
  const after = { protocol_version: 1, parts: { 'error same': '400', 'error changed': '412', 'error new': '422' } };
  expect(differences(before, after)).toEqual(['new: error new', 'gone: error gone', 'changed: error changed']);
});
