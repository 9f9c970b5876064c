import { PROOFS_REPORT } from '@holdfast/protocol/testing/proofs-report';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-proofs-'));
const system = useSystem(() => ({ HOLDFAST_DATA: folder }));
const LATEST = 'GET /api/v1/proofs/latest';

afterAll(() => rm(folder, { recursive: true, force: true }));

test('an operator sees the last report as soon as there is one, and nobody else does', async () => {
  expect(await ask(system, LATEST, { role: 'operator' })).toMatchObject({ status: 404, body: { code: 'not_found' } });
  mkdirSync(join(folder, 'proofs'));
  writeFileSync(join(folder, 'proofs/latest.json'), JSON.stringify(PROOFS_REPORT));
  expect(await ask(system, LATEST, { role: 'operator' })).toMatchObject({ status: 200, body: PROOFS_REPORT });
  expect((await ask(system, LATEST, { role: 'admin' })).status).toBe(403);
  expect((await ask(system, LATEST, { role: 'nobody' })).status).toBe(401);
});
