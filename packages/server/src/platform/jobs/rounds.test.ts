import type { WorkspaceId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import { FIRST_WORKSPACE, lastOf, mayHaveLeft } from './rounds.ts';
import type { Claimed } from './worker-store.ts';

const [A, B] = ['aaaaaaaa-0000-4000-8000-000000000000', 'bbbbbbbb-0000-4000-8000-000000000000'];

const claimed = (counts: Readonly<Record<string, number>>, among = Object.keys(counts).length): Claimed[] =>
  Object.entries(counts).flatMap(([workspace, count]) =>
    Array.from({ length: count }, () => ({
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
  expect(lastOf([])).toBe(FIRST_WORKSPACE);
});

test.each([
  ['nothing was found', {}, 0, FIRST_WORKSPACE, false],
  ['there was room for more', { [A]: 1 }, 1, FIRST_WORKSPACE, false],
  ['the round went past the end and came to the same workspace', { [A]: 1 }, 1, A, false],
  ['it was full', { [A]: 10 }, 1, FIRST_WORKSPACE, true],
  ['one workspace took its whole share', { [A]: 5, [B]: 1 }, 2, FIRST_WORKSPACE, true],
  ['no workspace took its whole share', { [A]: 4, [B]: 1 }, 2, FIRST_WORKSPACE, false],
  ['workspaces before this one were not visited', { [B]: 1 }, 1, A, true],
  ['it visited as many workspaces as a claim does', { [A]: 1 }, 32, FIRST_WORKSPACE, true],
])('a claim for ten may have left something: %s', (_why, counts, among, after, expected) => {
  expect(mayHaveLeft(claimed(counts, among), after, 10)).toBe(expected);
});
