import type { TraceId } from '@holdfast/protocol/traces/ids';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADA, aSpan, BEN, MS, NOON, received, traceNumber } from '../a-span.ts';
import { type OpenedStore, USAGE, S1, T1 } from './opened-store.ts';

/** What a store does with a span. */
export const spansContract = (opened: OpenedStore): void => {
  const { append, reopen, spansOf, traceOf } = opened;
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
      expect(await opened.store.of(ADA).findSpan(T1, S1)).toMatchObject({
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

    test('is there at every moment while its end takes its place', async () => {
      for (let round = 1; round <= 30; round += 1) {
        const traceId = traceNumber(round);
        await append([aSpan({ traceId, duration: undefined })]);
        const ending = append([aSpan({ traceId, digest: 2n })]);
        const seen = await Promise.all([
          ...Array.from({ length: 3 }, () => spansOf(traceId)),
          opened.store.of(ADA).findSpan(traceId as TraceId, S1),
        ]);
        expect(seen.map((found) => (Array.isArray(found) ? found.length : Number(found !== undefined)))).toEqual([
          1, 1, 1, 1,
        ]);
        await ending;
      }
    });

    test('is another one in another trace, and in another workspace', async () => {
      await append([aSpan(), aSpan({ traceId: traceNumber(2) })]);
      await append([aSpan({ name: 'of Ben' })], { workspace: BEN });
      expect(await spansOf()).toMatchObject([{ name: 'answer' }]);
      expect(await spansOf(traceNumber(2))).toHaveLength(1);
      expect(await spansOf(T1, BEN)).toMatchObject([{ name: 'of Ben' }]);
      expect(await opened.store.of(ADA).count()).toEqual({ spans: 2, traces: 2 });
      expect(await opened.store.of(BEN).count()).toEqual({ spans: 1, traces: 1 });
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
        usage: USAGE,
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
      await opened.store.append([request], { segment: 2, at: 0 });
      expect(await opened.store.of(ADA).findSpan(T1, S1)).toMatchObject({
        position: request.position,
        receivedAt: request.receivedAt,
        differingResends: 0,
      });
      expect(await opened.store.of(ADA).placesOf([T1])).toEqual([{ traceId: T1, position: request.position }]);
      expect(await opened.store.of(BEN).findSpan(T1, S1)).toBeUndefined();
      expect(await opened.store.of(BEN).placesOf([T1])).toEqual([]);
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
};
