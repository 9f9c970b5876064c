// long: what every store promises is read in one place
import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import type { TraceFilters } from '@holdfast/protocol/traces/filters';
import type { Trace } from '@holdfast/protocol/traces/trace';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Appended, SpanStore, TracesAsked } from '../span-store.ts';
import type { StoredSpan } from '../stored-span.ts';
import { microsecondsOf } from '../timestamp.ts';
import { ADA, aSpan, BEN, MS, NOON, received, traceNumber } from './a-span.ts';

export interface StoreUnderTest {
  /** A store without anything, or what an earlier one of this test left. */
  open(): Promise<SpanStore>;
  /** Forgets what is left. */
  wipe(): Promise<void>;
}

const T1 = traceNumber(1) as TraceId;
const S1 = '0000000000000001' as SpanId;
const usage = { input: 10, cacheRead: 1, cacheWrite: 0, output: 5, reasoning: 2, audio: 0 };

/** What every store of spans must do. */
export const spanStoreContract = ({ open, wipe }: StoreUnderTest): void => {
  let store: SpanStore;
  beforeEach(async () => {
    await wipe();
    store = await open();
  });
  afterEach(() => store.close());

  const append = (spans: readonly StoredSpan[], more = {}): Promise<Appended> => {
    const request = received(spans, more);
    const { segment, at } = request.position;
    return store.append([request], { segment, at: at + 50 });
  };
  const reopen = async (): Promise<void> => {
    await store.close();
    store = await open();
  };
  const spansOf = async (id: string = T1, workspace = ADA) =>
    store.of(workspace).listSpans(id as TraceId, { limit: 5_000 });
  const traceOf = (id: string = T1): Promise<Trace | undefined> => store.of(ADA).findTrace(id as TraceId);
  const list = (filters: TraceFilters = {}, more: Partial<TracesAsked> = {}): Promise<readonly Trace[]> =>
    store.of(ADA).listTraces({ filters, sort: '-start', limit: 100, ...more });
  const numbers = (traces: readonly Trace[]): number[] => traces.map(({ trace_id: id }) => Number.parseInt(id, 16));

  describe('a span', () => {
    test('is kept once, however often it is sent', async () => {
      expect(await append([aSpan(), aSpan()])).toEqual({ stored: 1, repeated: 1, differing: 0, completed: 0 });
      expect(await append([aSpan()])).toEqual({ stored: 0, repeated: 1, differing: 0, completed: 0 });
      await reopen();
      expect(await append([aSpan()])).toEqual({ stored: 0, repeated: 1, differing: 0, completed: 0 });
      expect(await spansOf()).toHaveLength(1);
      expect(await traceOf()).toMatchObject({ spans: 1 });
    });

    test('of which another was there first is counted and not kept, also after a restart', async () => {
      await append([aSpan({ name: 'first' })]);
      expect(await append([aSpan({ name: 'second', digest: 2n })])).toMatchObject({ differing: 1, stored: 0 });
      await reopen();
      expect(await append([aSpan({ name: 'third', digest: 3n })])).toMatchObject({ differing: 1, stored: 0 });
      expect(await store.of(ADA).findSpan(T1, S1)).toMatchObject({
        row: { name: 'first' },
        differingResends: 2,
        digest: 1n,
      });
      expect(await spansOf()).toHaveLength(1);
    });

    test.each(['at once', 'later', 'after a restart'])('that was open is completed by its end %s', async (when) => {
      const [begun, ended] = [aSpan({ duration: undefined, status: 'unset' }), aSpan({ digest: 2n, status: 'error' })];
      if (when === 'at once') await append([begun, ended]);
      else {
        await append([begun]);
        expect(await traceOf()).toMatchObject({ status: 'open', open_spans: 1, duration_ns: null });
        if (when === 'after a restart') await reopen();
        expect(await append([ended])).toMatchObject({ completed: 1, stored: 0 });
      }
      expect(await spansOf()).toMatchObject([{ duration_ns: Number(10n * MS), status: 'error' }]);
      expect(await traceOf()).toMatchObject({ status: 'error', open_spans: 0, errors: 1, spans: 1 });
      expect(await append([begun])).toMatchObject({ repeated: 1 });
      expect(await spansOf()).toMatchObject([{ duration_ns: Number(10n * MS) }]);
    });

    test('is another one in another trace, and in another workspace', async () => {
      await append([aSpan(), aSpan({ traceId: traceNumber(2) })]);
      await append([aSpan({ name: 'of Ben' })], { workspace: BEN });
      expect(await spansOf()).toMatchObject([{ name: 'answer' }]);
      expect(await spansOf(traceNumber(2))).toHaveLength(1);
      expect(await spansOf(T1, BEN)).toMatchObject([{ name: 'of Ben' }]);
      expect(await store.of(ADA).count()).toEqual({ spans: 2, traces: 2 });
      expect(await store.of(BEN).count()).toEqual({ spans: 1, traces: 1 });
    });

    test('comes back as it was sent', async () => {
      const span = aSpan({
        parentSpanId: 0xffff_ffff_ffff_ffffn,
        name: "chat '; drop table spans; -- \u0000 \u{1F600}",
        kind: 'client',
        type: 'generation',
        start: NOON + 123_456_789n,
        duration: 0n,
        model: 'gpt-5',
        provider: 'openai',
        tool: 'search',
        agent: 'clerk',
        usage,
        costUsd: 0.0125,
        oddities: ['end_before_start', 'duplicate_keys'],
      });
      await append([span]);
      const [row] = await spansOf();
      expect(row).toEqual({
        span_id: S1,
        parent_span_id: 'ffffffffffffffff',
        name: span.name,
        kind: 'client',
        type: 'generation',
        status: 'ok',
        start: '2026-01-01T12:00:00.123456Z',
        start_ns: '1767268800123456789',
        duration_ns: 0,
        service: 'shop',
        model: 'gpt-5',
        provider: 'openai',
        tool: 'search',
        agent: 'clerk',
        tokens: { input: 10, cache_read: 1, cache_write: 0, output: 5, reasoning: 2, audio: 0 },
        cost_usd: 0.0125,
        oddities: ['end_before_start', 'duplicate_keys'],
      });
    });

    test('says in which record its bytes are', async () => {
      const request = received([aSpan()]);
      await store.append([request], { segment: 2, at: 0 });
      expect(await store.of(ADA).findSpan(T1, S1)).toMatchObject({
        position: request.position,
        receivedAt: request.receivedAt,
        differingResends: 0,
      });
      expect(await store.of(ADA).placesOf([T1])).toEqual([{ traceId: T1, position: request.position }]);
      expect(await store.of(BEN).findSpan(T1, S1)).toBeUndefined();
      expect(await store.of(BEN).placesOf([T1])).toEqual([]);
    });

    test('of any content whatever is taken, and read again', async () => {
      const anything = fc.string({ unit: 'binary', maxLength: 2_000 }).map((text) => text.toWellFormed());
      const tokens = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e300, noNaN: true }));
      const odd = fc.record({
        name: anything,
        service: fc.option(anything, { nil: undefined }),
        session: fc.option(anything, { nil: undefined }),
        tags: fc.array(anything, { maxLength: 40 }),
        start: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
        duration: fc.option(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), { nil: undefined }),
        costUsd: fc.option(fc.double({ min: 0, max: 1e308, noNaN: true }), { nil: undefined }),
        usage: fc.option(
          fc.record({
            input: tokens,
            cacheRead: tokens,
            cacheWrite: tokens,
            output: tokens,
            reasoning: tokens,
            audio: tokens,
          }),
          { nil: undefined },
        ),
        type: fc.constantFrom('generation' as const, 'span' as const),
        parentSpanId: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
      });
      let id = 1_000;
      await fc.assert(
        fc.asyncProperty(odd, async (more) => {
          id += 1;
          await append([aSpan({ ...more, traceId: traceNumber(id), digest: 5n })]);
          expect(await spansOf(traceNumber(id))).toHaveLength(1);
          expect(await traceOf(traceNumber(id))).toMatchObject({ spans: 1 });
        }),
        { numRuns: 60 },
      );
    });
  });

  describe('a trace', () => {
    test('is the same whatever the order in which its spans come, and however they are cut into requests', async () => {
      const spans = [
        aSpan({
          spanId: 1n,
          name: 'run',
          type: 'agent',
          usage,
          costUsd: 1,
          session: 's',
          user: 'u',
          duration: 90n * MS,
        }),
        aSpan({
          spanId: 2n,
          parentSpanId: 1n,
          name: 'wrap',
          type: 'generation',
          model: 'm',
          usage,
          costUsd: 1,
          start: NOON + MS,
        }),
        aSpan({
          spanId: 3n,
          parentSpanId: 2n,
          name: 'chat',
          type: 'generation',
          model: 'm',
          usage,
          costUsd: 1,
          start: NOON + 2n * MS,
        }),
        aSpan({ spanId: 4n, parentSpanId: 1n, name: 'look', type: 'tool', service: 'tools', start: NOON + 3n * MS }),
        aSpan({
          spanId: 5n,
          parentSpanId: 1n,
          name: 'chat',
          type: 'generation',
          model: 'n',
          usage,
          status: 'error',
          start: NOON + 50n * MS,
        }),
      ];
      let id = 100;
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(spans, { minLength: 5 }),
          fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
          async (order, cuts) => {
            id += 1;
            const traceId = traceNumber(id);
            let request: StoredSpan[] = [];
            for (const [index, span] of order.entries()) {
              request.push({ ...span, traceId });
              if (cuts[index] !== true && index < 4) continue;
              await append(request);
              request = [];
            }
            const trace = await traceOf(traceId);
            expect(trace).toMatchObject({
              name: 'run',
              has_root: true,
              start: '2026-01-01T12:00:00.000000Z',
              duration_ns: Number(90n * MS),
              status: 'ok',
              spans: 5,
              errors: 1,
              session: 's',
              user: 'u',
              tokens: { input: 20, cache_read: 2, output: 10, reasoning: 4 },
              cost_usd: 1,
            });
            expect(trace?.services.toSorted()).toEqual(['shop', 'tools']);
            expect(trace?.models.toSorted()).toEqual(['m', 'n']);
          },
        ),
        { numRuns: 30 },
      );
    });

    test('goes on after a restart where it was', async () => {
      await append([aSpan({ spanId: 2n, parentSpanId: 1n, type: 'generation', usage, model: 'm' })]);
      expect(await traceOf()).toMatchObject({ has_root: false, name: 'answer' });
      await reopen();
      await append([
        aSpan({ spanId: 1n, name: 'run', type: 'generation', usage, start: NOON - MS, input: 'Why?', output: 'So.' }),
      ]);
      expect(await traceOf()).toMatchObject({
        has_root: true,
        name: 'run',
        spans: 2,
        tokens: { input: 10 },
        input: 'Why?',
        output: 'So.',
        duration_ns: Number(11n * MS),
      });
    });

    test('of many spans is read piece by piece', async () => {
      const spans = Array.from({ length: 2_500 }, (_, index) =>
        aSpan({
          spanId: BigInt(index + 1),
          parentSpanId: index === 0 ? 0n : 1n,
          start: NOON + BigInt(index % 100) * MS,
        }),
      );
      for (let from = 0; from < spans.length; from += 700) await append(spans.slice(from, from + 700));
      const read: string[] = [];
      let after: { startNs: bigint; spanId: SpanId } | undefined;
      do {
        const piece = await store.of(ADA).listSpans(T1, { limit: 300, after });
        read.push(...piece.map(({ span_id: id }) => id));
        const last = piece.at(-1);
        after = last && { startNs: BigInt(last.start_ns), spanId: last.span_id };
      } while (after !== undefined);
      expect(read).toHaveLength(2_500);
      expect(new Set(read).size).toBe(2_500);
    });
  });

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
          usage,
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
          if (trace !== undefined) read.push(...numbers([trace]));
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
      expect(numbers(await list(filters))).toEqual(expected);
    });

    test('is asked about times that no clock of spans can tell', async () => {
      await some();
      const figures = async (from: string, to: string) => {
        const { groups } = await store.of(ADA).aggregates({ filters: { from, to }, groupBy: 'type', buckets: 10 });
        return groups.length > 0;
      };
      expect(await figures('0001-01-01T00:00:00Z', '9999-01-01T00:00:00Z')).toBe(true);
      expect(await figures('0001-01-01T00:00:00Z', '0002-01-01T00:00:00Z')).toBe(false);
      expect(await figures('9998-01-01T00:00:00Z', '9999-01-01T00:00:00Z')).toBe(false);
      const after = { startNs: 10n ** 20n - 1n, spanId: 'ff'.repeat(8) as SpanId };
      expect(await store.of(ADA).listSpans(T1, { limit: 10, after })).toEqual([]);
    });

    test('has facets, a histogram, and figures of its spans', async () => {
      await some();
      expect(await store.of(ADA).facets({})).toEqual({
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
      expect(await store.of(ADA).facets({ name: 'sell' })).toMatchObject({ traces: 1, service: [{ value: 'shop' }] });
      const histogram = await store.of(ADA).histogram({}, 60);
      expect(histogram).toMatchObject({
        step_seconds: 1,
        buckets: [{ at: '2026-01-01T12:00:00.000000Z', traces: 4, errors: 1 }],
      });
      expect(await store.of(ADA).histogram({ name: 'none' }, 60)).toEqual({
        from: null,
        to: null,
        step_seconds: 1,
        buckets: [],
      });
      const figures = await store.of(ADA).aggregates({ filters: {}, groupBy: 'service', buckets: 10 });
      expect(figures.groups.map(({ value, all }) => [value, all.spans, all.errors])).toEqual([
        ['shop', 3, 1],
        ['till', 1, 0],
      ]);
      expect(figures.groups[1]).toMatchObject({ all: { p50_ns: null, cost_usd: null }, over_time: [{ spans: 1 }] });
      const models = await store.of(ADA).aggregates({ filters: {}, groupBy: 'model', buckets: 10 });
      expect(models.groups).toMatchObject([
        { value: 'm', all: { spans: 1, cost_usd: 2, tokens: { input: 10 }, p50_ns: Number(10n * MS) } },
      ]);
      const types = await store.of(ADA).aggregates({ filters: { name: 'ask' }, groupBy: 'type', buckets: 10 });
      expect(types.groups).toMatchObject([{ value: 'generation' }]);
    });

    test('of a long time has no more stretches than were asked for', async () => {
      await append(
        Array.from({ length: 50 }, (_, index) =>
          aSpan({ traceId: traceNumber(index + 1), start: NOON + BigInt(index) * 3_600_000n * MS }),
        ),
      );
      const { buckets, step_seconds: step } = await store.of(ADA).histogram({}, 10);
      expect(buckets.length).toBeLessThanOrEqual(10);
      expect(buckets.reduce((sum, { traces }) => sum + traces, 0)).toBe(50);
      expect(step).toBeGreaterThan(3_600);
    });
  });

  describe('sessions and users', () => {
    beforeEach(() =>
      append([
        aSpan({ traceId: traceNumber(1), session: 'a', user: 'Ada', type: 'generation', usage, costUsd: 1 }),
        aSpan({ traceId: traceNumber(2), session: 'a', user: 'Ada', start: NOON + MS, status: 'error' }),
        aSpan({ traceId: traceNumber(3), session: 'b', user: 'Ada', start: NOON + 2n * MS }),
        aSpan({ traceId: traceNumber(4), session: 'c', start: NOON - MS }),
        aSpan({ traceId: traceNumber(5) }),
      ]),
    );

    test('are what their traces come to, the latest first', async () => {
      expect(await store.of(ADA).listSessions({ limit: 10 })).toMatchObject([
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
      expect(await store.of(ADA).listUsers({ limit: 10 })).toMatchObject([
        { user: 'Ada', sessions: 2, traces: 3, tokens: { input: 10 } },
      ]);
      expect(await store.of(BEN).listSessions({ limit: 10 })).toEqual([]);
    });

    test('are read piece by piece, and found by a part of their name', async () => {
      const [first] = await store.of(ADA).listSessions({ limit: 1 });
      const rest = await store.of(ADA).listSessions({
        limit: 10,
        after: { last: microsecondsOf(first?.last ?? ''), name: first?.session ?? '' },
      });
      expect(rest.map(({ session }) => session)).toEqual(['a', 'c']);
      expect((await store.of(ADA).listSessions({ limit: 10, q: 'C' })).map(({ session }) => session)).toEqual(['c']);
    });
  });

  test('what is forgotten is gone, and what came later stands', async () => {
    await append([aSpan({ spanId: 1n }), aSpan({ traceId: traceNumber(2) })]);
    const later = received([aSpan({ spanId: 2n, parentSpanId: 1n }), aSpan({ traceId: traceNumber(3) })]);
    await store.append([later], { segment: 3, at: 0 });
    await store.forgetBefore(later.receivedAt);
    expect(new Set(numbers(await list()))).toEqual(new Set([1, 3]));
    expect(await spansOf()).toMatchObject([{ span_id: '0000000000000002' }]);
    expect(await traceOf()).toMatchObject({ spans: 1 });
    expect(await append([aSpan({ traceId: traceNumber(2) })])).toMatchObject({ stored: 1 });
  });

  test('the place in the log is what was committed with the spans', async () => {
    expect(store.applied.receivedAt).toBe(0n);
    const request = received([aSpan()]);
    await store.append([request], { segment: 7, at: 4_000_000 });
    await reopen();
    expect(store.applied).toEqual({ next: { segment: 7, at: 4_000_000 }, receivedAt: request.receivedAt });
    await store.append([], { segment: 8, at: 0 });
    expect(store.applied).toEqual({ next: { segment: 8, at: 0 }, receivedAt: request.receivedAt });
    expect(await store.size()).toMatchObject({ spans: 1, traces: 1 });
  });
};
