import { KeyId } from '@holdfast/protocol/identity/keys';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { silentLog } from '../../../../test/ground/silent-log.ts';
import type { InstanceDb } from '../../../platform/database/database.ts';
import { writeKey } from '../secrets/credential.ts';
import { hashOf, newSecret, randomText } from '../secrets/secret.ts';
import { createAuthentication } from './authentication.ts';

const [publicId, secret] = [randomText(16), newSecret()];
const row = {
  secret_hash: hashOf(secret),
  workspace_id: randomUUID(),
  id: KeyId.parse(randomUUID()),
  name: 'a key',
  scopes: ['work:read', 'instance:manage'],
  expires_at: null,
  maker_role: 'admin',
  maker_operator: false,
};

/** Authentication over a database that counts how often it is asked. */
const open = () => {
  const state = { asked: 0, isRevoked: false, elapsed: 0, wrong: 0 };
  const db = {
    alone: async () => {
      state.asked += 1;
      return state.isRevoked ? [] : [row];
    },
  } as unknown as InstanceDb;
  const authentication = createAuthentication({
    db,
    log: silentLog,
    clock: { now: () => 0, elapsed: () => state.elapsed },
    cookieName: 'c',
    onWrong: async () => {
      state.wrong += 1;
    },
  });
  const show = (key: string) =>
    authentication.authenticate({ headers: { authorization: `Bearer ${key}` }, address: '::1' });
  return { state, show, authentication };
};

test('a key that is used a thousand times in a second asks the database once', async () => {
  const { state, show } = open();
  const shown = await Promise.all(Array.from({ length: 1000 }, () => show(writeKey(publicId, secret))));
  expect(shown.every((principal) => principal?.signIn === row.id)).toBe(true);
  expect([...(shown[0]?.permissions ?? [])]).toEqual(['work:read']);
  expect(state.asked).toBe(1);
});

test('a wrong letter is found without the database, a wrong secret without another look', async () => {
  const { state, show } = open();
  const right = writeKey(publicId, secret);
  expect(await show(`${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`)).toBeUndefined();
  expect([state.asked, state.wrong]).toEqual([0, 1]);
  expect(await show(writeKey(publicId, newSecret()))).toBeUndefined();
  expect(await show(right)).toBeDefined();
  expect([state.asked, state.wrong]).toEqual([1, 2]);
});

test('one that was ended elsewhere, with nobody told, is dead a second after the last look', async () => {
  const { state, show } = open();
  expect(await show(writeKey(publicId, secret))).toBeDefined();
  state.isRevoked = true;
  state.elapsed = 999;
  expect(await show(writeKey(publicId, secret))).toBeDefined();
  state.elapsed = 1000;
  expect(await show(writeKey(publicId, secret))).toBeUndefined();
});

test('and at once when somebody tells', async () => {
  const { state, show, authentication } = open();
  expect(await show(writeKey(publicId, secret))).toBeDefined();
  state.isRevoked = true;
  authentication.forget();
  expect(await show(writeKey(publicId, secret))).toBeUndefined();
});
