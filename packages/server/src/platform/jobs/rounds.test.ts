import type { WorkspaceId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import { NIL_ID } from '../ids/nil-id.ts';
import { lastOf, mayHaveLeft } from './rounds.ts';
import type { Claimed } from './worker-store.ts';

const [A, B] = ['aaaaaaaa-0000-4000-8000-000000000000', 'bbbbbbbb-0000-4000-8000-000000000000'];

const claimed = (counts: Readonly<Record<string, number | undefined>>, among = Object.keys(counts).length): Claimed[] =>
  Object.entries(counts).flatMap(([workspace, count]) =>
    Array.from({ length: count ?? 0 }, () => ({
      workspace_id: workspace as WorkspaceId,
      id: '',
      fence: 1,
      name: '',
      payload: {},
      traceparent: null,
      attempts: 1,
      max_attempts: 5,
      waited_ms: 0,
      among,
    })),
  );

test('a round goes on behind the last workspace that was served, and begins anew when nobody was', () => {
  expect(lastOf(claimed({ [B]: 1, [A]: 2 }))).toBe(B);
  expect(lastOf([])).toBe(NIL_ID);
});

test.each([
  { why: 'nothing was found', counts: {}, among: 0, after: NIL_ID, more: false },
  { why: 'there was room for more', counts: { [A]: 1 }, among: 1, after: NIL_ID, more: false },
  { why: 'the round went past the end to the same workspace', counts: { [A]: 1 }, among: 1, after: A, more: false },
  { why: 'it was full', counts: { [A]: 10 }, among: 1, after: NIL_ID, more: true },
  { why: 'one took its whole share', counts: { [A]: 5, [B]: 1 }, among: 2, after: NIL_ID, more: true },
  { why: 'nobody took a whole share', counts: { [A]: 4, [B]: 1 }, among: 2, after: NIL_ID, more: false },
  { why: 'those before this one were not visited', counts: { [B]: 1 }, among: 1, after: A, more: true },
  { why: 'it visited as many as a claim does', counts: { [A]: 1 }, among: 32, after: NIL_ID, more: true },
])('a claim for ten may have left something: $why', ({ counts, among, after, more }) => {
  expect(mayHaveLeft(claimed(counts, among), after, 10)).toBe(more);
});
