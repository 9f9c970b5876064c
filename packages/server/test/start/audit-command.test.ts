import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../src/platform/files/testing/temporary-folder.ts';
import { usedDataFolder } from '../ground/data-folder.ts';
import { send } from '../ground/first-account.ts';
import { runHoldfast, startHoldfast } from './run-holdfast.ts';

const refused = async (...args: string[]) => {
  const { code, err } = await runHoldfast(['audit', ...args], { HOLDFAST_DATA: await temporaryFolder() });
  return [code, err.trim().replace(/ See `npm run .*$/, '')];
};

describe('audit', () => {
  test.each([
    [[], 2, 'Say what to do with the audit trail: audit verify.'],
    [['verfy'], 2, 'verfy is not understood here.'],
    [['verify', '--head', `1:${'a'.repeat(64)}`], 2, '--head is of one chain: name its workspace with --workspace.'],
    [['verify', '--workspace', 'mine'], 2, '--workspace must be the id of a workspace, or instance, not mine.'],
    [
      ['verify', '--workspace', 'instance', '--head', '12'],
      2,
      '--head must be a number and a hash, as an earlier check printed them: 42:9f86d0...',
    ],
  ])('%j is wrong usage', async (args, code, sentence) => {
    expect(await refused(...args)).toEqual([code, sentence]);
  });

  test('where nothing has run there is nothing to look at, and no folder is made', async () => {
    expect(await refused('verify')).toEqual([78, expect.stringMatching(/^No Holdfast has run in .*Name its folder/)]);
  });
});

/** As the superuser of an embedded database that runs. */
const tamper = async (data: string, statement: string): Promise<void> => {
  const passwords = JSON.parse(await readFile(join(data, 'postgres/18-passwords.json'), 'utf8')) as { admin: string };
  const port = (await readFile(join(data, 'postgres/18/postmaster.pid'), 'utf8')).split('\n')[3];
  const client = new pg.Client(`postgres://holdfast_admin:${passwords.admin}@127.0.0.1:${port}/holdfast`);
  await client.connect();
  await client.query(statement);
  await client.end();
};

test('all chains are checked beside a Holdfast that runs and without one, and 1 says that one does not hold', async () => {
  const HOLDFAST_DATA = await usedDataFolder();
  const verify = (...more: string[]) => runHoldfast(['audit', 'verify', ...more], { HOLDFAST_DATA });
  const { process: child, ended, url } = await startHoldfast({ HOLDFAST_DATA });
  const setup_token = (await readFile(join(HOLDFAST_DATA, 'setup-token'), 'utf8')).trim();
  const json = {
    setup_token,
    email: 'a@example.com',
    password: 'twelve letters',
    name: 'Ada',
    workspace: 'One',
    token: true,
  };
  expect((await send({ url }, 'POST /api/v1/setup', { json })).status).toBe(201);

  const whileRunning = await verify();
  expect([whileRunning.code, whileRunning.err]).toEqual([0, '']);
  expect(whileRunning.out).toMatch(
    /^✓ [0-9a-f-]{36} {2}2 entries, head 2:[0-9a-f]{64}\n✓ instance {2}2 entries, head 2:/,
  );
  const head = /head (2:[0-9a-f]{64})\n$/.exec(whileRunning.out)?.[1] ?? '';
  expect((await verify('--workspace', 'instance', '--head', head)).code).toBe(0);
  expect((await verify('--workspace=instance', `--head=2:${'0'.repeat(64)}`)).code).toBe(1);

  await tamper(HOLDFAST_DATA, `update holdfast.audit_entries set facts = '{}' where action = 'sign_in.succeeded'`);
  child.kill('SIGTERM');
  await ended;
  const stopped = await verify('--json');
  expect([stopped.code, stopped.err]).toEqual([1, '']);
  const told = stopped.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { holds: boolean; broken: object });
  expect(told).toHaveLength(2);
  for (const each of told) expect(each).toMatchObject({ holds: false, broken: { number: 2 } });
  expect((await verify('--workspace', 'instance')).out).toMatch(
    /^✗ instance {2}entry 2 \([0-9a-f-]{36}\): A field of it was altered/,
  );
}, 90_000);
