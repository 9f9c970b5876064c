import { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Principal } from '../http/context.ts';
import { createAuthority } from './authority.ts';

const principal: Principal = {
  id: PrincipalId.parse(randomUUID()),
  kind: 'member',
  permissions: new Set(['assistant:chat']),
  workspace: WorkspaceId.parse(randomUUID()),
};

const setUp = (credentials: boolean) => {
  let now = 0;
  const asked: ((who: Principal | undefined) => void)[] = [];
  const authority = createAuthority(
    {
      authenticate: () => new Promise((resolve) => asked.push(resolve)),
      clock: { now: () => now, elapsed: () => now },
      recheckMs: 5000,
      silentRecheckMs: 60_000,
      permission: 'assistant:chat',
    },
    principal,
    credentials ? { headers: {}, address: '127.0.0.1' } : undefined,
  );
  return { authority, asked, pass: (ms: number) => (now += ms) };
};

test('what was asked before a doubt does not lift it', async () => {
  const { authority, asked, pass } = setUp(true);
  pass(5000);
  const early = authority.check();
  authority.doubt();
  asked[0]?.(principal);
  expect(await early).toBeUndefined();
  expect(authority.isDue(5001)).toBe(true);
  const late = authority.check();
  asked[1]?.(undefined);
  expect(await late).toBe('signed_out');
});

test('one look-up answers all who ask meanwhile, and lasts', async () => {
  const { authority, asked, pass } = setUp(true);
  pass(5000);
  const both = [authority.check(), authority.check()];
  asked[0]?.(principal);
  expect(await Promise.all(both)).toEqual([undefined, undefined]);
  expect([asked.length, await authority.check(), authority.isDue(64_999)]).toEqual([1, undefined, false]);
  expect(authority.isDue(65_000)).toBe(true);
});

test('whoever came by a ticket has to come again when there is a doubt', async () => {
  const { authority } = setUp(false);
  expect([await authority.check(), authority.isDue(1e9)]).toEqual([undefined, false]);
  authority.doubt();
  expect([await authority.check(), authority.isDue(0)]).toEqual(['unsure', true]);
});
