import type { WorkspaceId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import { createAsking } from './asking.ts';

const [ONE, OTHER] = ['one', 'other'] as unknown as [WorkspaceId, WorkspaceId];

test('a workspace that asks too much at once is refused, and another is not', async () => {
  const sent: number[] = [];
  const asking = createAsking({ send: ({ id }) => sent.push(id) > 0, opened: async () => {} });
  const { signal } = new AbortController();
  const flood = Array.from({ length: 200 }, () => asking.of(ONE, signal).count());
  const other = asking.of(OTHER, signal).count();
  const ended = Promise.allSettled(flood);
  await expect.poll(() => sent.length).toBe(33);
  asking.heard({ kind: 'answer', id: sent.at(-1) ?? 0, value: { spans: 1, traces: 1 } });
  expect(await other).toEqual({ spans: 1, traces: 1 });
  asking.refuseAll();
  const codes = (await ended).map((one) => (one.status === 'rejected' ? one.reason.code : 'answered'));
  expect(new Set(codes)).toEqual(new Set(['traces_unavailable']));
});
