import { beforeEach, describe, expect, test } from 'vitest';
import { microsecondsOf } from '../../timestamp.ts';
import { ADA, aSpan, BEN, MS, NOON, traceNumber } from '../a-span.ts';
import { type OpenedStore, USAGE } from './opened-store.ts';

/** What a store says of sessions and users. */
export const groupsContract = (opened: OpenedStore): void => {
  const { append } = opened;
  describe('sessions and users', () => {
    beforeEach(() =>
      append([
        aSpan({ traceId: traceNumber(1), session: 'a', user: 'Ada', type: 'generation', usage: USAGE, costUsd: 1 }),
        aSpan({ traceId: traceNumber(2), session: 'a', user: 'Ada', start: NOON + MS, status: 'error' }),
        aSpan({ traceId: traceNumber(3), session: 'b', user: 'Ada', start: NOON + 2n * MS }),
        aSpan({ traceId: traceNumber(4), session: 'c', start: NOON - MS }),
        aSpan({ traceId: traceNumber(5) }),
      ]),
    );

    test('are what their traces come to, the latest first', async () => {
      expect(await opened.store.of(ADA).listSessions({ limit: 10 })).toMatchObject([
        { session: 'b', user: 'Ada', traces: 1, errors: 0, cost_usd: null },
        {
          session: 'a',
          traces: 2,
          errors: 1,
          first: '2026-01-01T12:00:00.000000Z',
          last: '2026-01-01T12:00:00.001000Z',
          cost_usd: 1,
        },
        { session: 'c', user: null },
      ]);
      expect(await opened.store.of(ADA).listUsers({ limit: 10 })).toMatchObject([
        { user: 'Ada', sessions: 2, traces: 3, tokens: { input: 10 } },
      ]);
      expect(await opened.store.of(BEN).listSessions({ limit: 10 })).toEqual([]);
    });

    test('are read piece by piece, and found by a part of their name', async () => {
      const [first] = await opened.store.of(ADA).listSessions({ limit: 1 });
      const rest = await opened.store.of(ADA).listSessions({
        limit: 10,
        after: { last: microsecondsOf(first?.last ?? ''), name: first?.session ?? '' },
      });
      expect(rest.map(({ session }) => session)).toEqual(['a', 'c']);
      expect((await opened.store.of(ADA).listSessions({ limit: 10, q: 'C' })).map(({ session }) => session)).toEqual([
        'c',
      ]);
    });
  });
};
