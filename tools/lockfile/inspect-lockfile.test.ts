import { expect, test } from 'vitest';
import { inspectLockfile, unhashedBuilds } from './inspect-lockfile.ts';
import type { LockEntry } from './lockfile.ts';

const inspect = (path: string, entry: LockEntry) => inspectLockfile({ packages: { '': {}, [path]: entry } });
const good: LockEntry = { version: '1.0.0', integrity: 'sha512-abc' };

test('a package with version and hash is fine, and so are our own', () => {
  expect(inspect('node_modules/a', good)).toEqual([]);
  expect(inspect('packages/server', { version: '0.1.0' })).toEqual([]);
  expect(inspect('node_modules/@holdfast/server', { link: true, resolved: 'packages/server' })).toEqual([]);
});

test.each<[string, LockEntry]>([
  ['a weak hash', { version: '1.0.0', integrity: 'sha1-abc' }],
  ['no hash', { version: '1.0.0' }],
  ['a git address', { ...good, resolved: 'git+ssh://git@example.com/a.git' }],
  ['a registry', { ...good, resolved: 'https://registry.example.com/a.tgz' }],
  ['a link out of the repository', { link: true, resolved: '../elsewhere' }],
  [
    'an unhashed build for a platform that is supported',
    { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
  ],
])('%s is not', (_, entry) => {
  expect(inspect('node_modules/a', entry)).toHaveLength(1);
});

test('a build that the registry lacks may stand by its version, and is counted', () => {
  const build: LockEntry = { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['x64'] };
  expect(inspect('node_modules/@a/darwin-x64', build)).toEqual([]);
  expect(unhashedBuilds({ packages: { 'node_modules/@a/darwin-x64': build } })).toEqual(['@a/darwin-x64']);
});
