import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { usedDataFolder } from '../ground/data-folder.ts';
import { send } from '../ground/first-account.ts';
import { runHoldfast, startHoldfast } from './run-holdfast.ts';

test('whoever runs the machine lets somebody in again who lost the password, and it is written down', async () => {
  const HOLDFAST_DATA = await usedDataFolder();
  const recover = (...args: string[]) => runHoldfast(['recover', ...args], { HOLDFAST_DATA });
  expect((await recover()).err).toContain('Say whose account it is: recover --email ADDRESS.');
  const { process: child, ended, url } = await startHoldfast({ HOLDFAST_DATA });
  const setup_token = (await readFile(join(HOLDFAST_DATA, 'setup-token'), 'utf8')).trim();
  const person = { email: 'Ada@example.com', password: 'a lost long password' };
  const json = { setup_token, ...person, name: 'Ada', workspace: 'One', token: true };
  expect((await send({ url }, 'POST /api/v1/setup', { json })).status).toBe(201);

  const nobody = await recover('--email', 'nobody@example.com');
  expect([nobody.code, nobody.err.trim()]).toEqual([1, 'No account has the e-mail nobody@example.com.']);
  const { code, out } = await recover('--email', 'ada@EXAMPLE.com', '--second-factor');
  const [, token] = /\/reset#([0-9A-Za-z]{43})\n/.exec(out) ?? [];
  expect([code, out]).toEqual([0, expect.stringMatching(/^Ada@example\.com sets a new password at\n/)]);
  const password = 'a new and long password';
  expect((await send({ url }, 'POST /api/v1/password-resets/use', { json: { token, password } })).status).toBe(204);
  expect((await send({ url }, 'POST /api/v1/sign-in', { json: { ...person, token: true } })).status).toBe(401);
  const signedIn = await send({ url }, 'POST /api/v1/sign-in', { json: { ...person, password, token: true } });
  expect(signedIn.status).toBe(200);
  const headers = { authorization: `Bearer ${(signedIn.body as { token: string }).token}` };
  const trail = await send({ url }, 'GET /api/v1/audit?action=account.reset_asked', { headers });
  expect(trail.body).toMatchObject({ items: [{ actor: { kind: 'system', id: null }, facts: { by: 'command' } }] });
  child.kill('SIGTERM');
  await ended;
}, 90_000);
