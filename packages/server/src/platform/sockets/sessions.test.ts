import type { PrincipalId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import type { Session } from './session.ts';
import { createSessions, type Served } from './sessions.ts';

const servedOf = (id: string, bytes: number): Served => {
  const ended = new AbortController();
  const session = {
    id,
    principal: { id: id as PrincipalId, kind: 'member', permissions: new Set(), workspace: undefined },
    signal: ended.signal,
    lostAt: 0,
    lose: () => {},
    end: () => ended.abort(),
    heldBytes: () => bytes,
  } satisfies Partial<Session>;
  return { session: session as unknown as Session, handle: async () => {}, authority: {} as Served['authority'] };
};

test('what all connections hold for their return has a bound, and those that were lost first make room', () => {
  const sessions = createSessions(1000, 100);
  const all = ['a', 'b', 'c', 'd'].map((id) => servedOf(id, 40));
  for (const served of all) {
    sessions.add(served);
    sessions.wait(served, 0);
  }
  sessions.endLate(1);
  expect([...sessions.all()].map(({ session: { id } }) => id)).toEqual(['c', 'd']);
  expect(sessions.waiting).toBe(2);
});
