import type { SpanId } from '@holdfast/protocol/traces/ids';
import type { TraceFilters } from '@holdfast/protocol/traces/filters';
import type { Trace } from '@holdfast/protocol/traces/trace';
import { describe, expect, test } from 'vitest';
import type { TracesAsked } from '../../span-store.ts';
import { microsecondsOf } from '../../timestamp.ts';
import { ADA, aSpan, BEN, MS, NOON, traceNumber } from '../a-span.ts';
import { numbersOf, type OpenedStore, USAGE, T1 } from './opened-store.ts';

/** What a store finds. */
export const listContract = (opened: OpenedStore): void => {
  const { append, list } = opened;
  describe('a list of traces', () => {
    const some = async (): Promise<void> => {
      await append([
        aSpan({ traceId: traceNumber(1), name: 'buy', start: NOON, duration: 5n * MS, session: 'a', tags: ['x'] }),
        aSpan({
          traceId: traceNumber(2),
          name: 'sell',
          start: NOON + MS,
          duration: 50n * MS,
          user: 'Ada',
          status: 'error',
        }),
        aSpan({
          traceId: traceNumber(3),
          name: 'buy',
          start: NOON + MS,
          duration: undefined,
          service: 'till',
          input: 'A Red hat',
        }),
        aSpan({
          traceId: traceNumber(4),
          name: 'ask',
          start: NOON + 3n * MS,
          type: 'generation',
          model: 'm',
          usage: USAGE,
          costUsd: 2,
        }),
      ]);
      await append([aSpan({ traceId: traceNumber(9), name: 'buy' })], { workspace: BEN });
    };

    test('is sorted in every way it can be, piece by piece', async () => {
      await some();
      const valueOf: Record<TracesAsked['sort'], (trace: Trace) => number> = {
        '-start': ({ start }) => microsecondsOf(start),
        start: ({ start }) => microsecondsOf(start),
        '-duration': (trace) => trace.duration_ns ?? 0,
        '-cost': (trace) => trace.cost_usd ?? 0,
        '-tokens': ({ tokens }) => Object.values(tokens).reduce((left, right) => left + right),
        '-spans': ({ spans }) => spans,
      };
      const expected: Record<TracesAsked['sort'], number[]> = {
        '-start': [4, 3, 2, 1],
        start: [1, 2, 3, 4],
        '-duration': [2, 4, 1, 3],
        '-cost': [4, 3, 2, 1],
        '-tokens': [4, 3, 2, 1],
        '-spans': [4, 3, 2, 1],
      };
      for (const sort of Object.keys(expected) as TracesAsked['sort'][]) {
        const read: number[] = [];
        let after: TracesAsked['after'];
        do {
          const [trace] = await list({}, { sort, limit: 1, after });
          if (trace !== undefined) read.push(...numbersOf([trace]));
          after = trace && { value: valueOf[sort](trace), traceId: trace.trace_id };
        } while (after !== undefined);
        expect([sort, read]).toEqual([sort, expected[sort]]);
      }
    });

    test.each<[TraceFilters, number[]]>([
      [{}, [4, 3, 2, 1]],
      [{ name: 'buy' }, [3, 1]],
      [{ status: 'error' }, [2]],
      [{ status: 'open' }, [3]],
      [{ service: 'till' }, [3]],
      [{ model: 'm' }, [4]],
      [{ session: 'a' }, [1]],
      [{ user: 'Ada' }, [2]],
      [{ tag: 'x' }, [1]],
      [{ from: '2026-01-01T12:00:00.001Z' }, [4, 3, 2]],
      [{ to: '2026-01-01T12:00:00.001Z' }, [1]],
      [{ from: '2026-01-01T13:00:00.001+01:00', to: '2026-01-01T12:00:00.003Z' }, [3, 2]],
      [{ min_duration_ms: 6 }, [4, 2]],
      [{ max_duration_ms: 6 }, [1]],
      [{ min_cost_usd: 1 }, [4]],
      [{ max_cost_usd: 1 }, []],
      [{ min_tokens: 18 }, [4]],
      [{ min_tokens: 19 }, []],
      [{ q: 'red HAT' }, [3]],
      [{ q: 'ada' }, [2]],
      [{ q: "' or 1=1 --" }, []],
      [{ name: "buy' union select" }, []],
    ])('is narrowed by %j', async (filters, expected) => {
      await some();
      expect(numbersOf(await list(filters))).toEqual(expected);
    });

    test('is asked about times that no clock of spans can tell', async () => {
      await some();
      const figures = async (from: string, to: string) => {
        const { groups } = await opened.store
          .of(ADA)
          .aggregates({ filters: { from, to }, groupBy: 'type', buckets: 10 });
        return groups.length > 0;
      };
      expect(await figures('0001-01-01T00:00:00Z', '9999-01-01T00:00:00Z')).toBe(true);
      expect(await figures('0001-01-01T00:00:00Z', '0002-01-01T00:00:00Z')).toBe(false);
      expect(await figures('9998-01-01T00:00:00Z', '9999-01-01T00:00:00Z')).toBe(false);
      const after = { startNs: 10n ** 20n - 1n, spanId: 'ff'.repeat(8) as SpanId };
      expect(await opened.store.of(ADA).listSpans(T1, { limit: 10, after })).toEqual([]);
    });

    test('has facets, a histogram, and figures of its spans', async () => {
      await some();
      expect(await opened.store.of(ADA).facets({})).toEqual({
        traces: 4,
        status: [
          { value: 'ok', traces: 2 },
          { value: expect.any(String), traces: 1 },
          { value: expect.any(String), traces: 1 },
        ],
        name: [
          { value: 'buy', traces: 2 },
          { value: 'ask', traces: 1 },
          { value: 'sell', traces: 1 },
        ],
        service: [
          { value: 'shop', traces: 3 },
          { value: 'till', traces: 1 },
        ],
        model: [{ value: 'm', traces: 1 }],
        agent: [],
        tag: [{ value: 'x', traces: 1 }],
        user: [{ value: 'Ada', traces: 1 }],
      });
      expect(await opened.store.of(ADA).facets({ name: 'sell' })).toMatchObject({
        traces: 1,
        service: [{ value: 'shop' }],
      });
      const histogram = await opened.store.of(ADA).histogram({}, 60);
      expect(histogram).toMatchObject({
        step_seconds: 1,
        buckets: [{ at: '2026-01-01T12:00:00.000000Z', traces: 4, errors: 1 }],
      });
      expect(await opened.store.of(ADA).histogram({ name: 'none' }, 60)).toEqual({
        from: null,
        to: null,
        step_seconds: 1,
        buckets: [],
      });
      const figures = await opened.store.of(ADA).aggregates({ filters: {}, groupBy: 'service', buckets: 10 });
      expect(figures.groups.map(({ value, all }) => [value, all.spans, all.errors])).toEqual([
        ['shop', 3, 1],
        ['till', 1, 0],
      ]);
      expect(figures.groups[1]).toMatchObject({ all: { p50_ns: null, cost_usd: null }, over_time: [{ spans: 1 }] });
      const models = await opened.store.of(ADA).aggregates({ filters: {}, groupBy: 'model', buckets: 10 });
      expect(models.groups).toMatchObject([
        { value: 'm', all: { spans: 1, cost_usd: 2, tokens: { input: 10 }, p50_ns: Number(10n * MS) } },
      ]);
      const types = await opened.store.of(ADA).aggregates({ filters: { name: 'ask' }, groupBy: 'type', buckets: 10 });
      expect(types.groups).toMatchObject([{ value: 'generation' }]);
    });

    test('of a long time has no more stretches than were asked for', async () => {
      await append(
        Array.from({ length: 50 }, (_, index) =>
          aSpan({ traceId: traceNumber(index + 1), start: NOON + BigInt(index) * 3_600_000n * MS }),
        ),
      );
      const { buckets, step_seconds: step } = await opened.store.of(ADA).histogram({}, 10);
      expect(buckets.length).toBeLessThanOrEqual(10);
      expect(buckets.reduce((sum, { traces }) => sum + traces, 0)).toBe(50);
      expect(step).toBeGreaterThan(3_600);
    });
  });
};
