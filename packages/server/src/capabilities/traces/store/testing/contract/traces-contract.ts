import type { SpanId } from '@holdfast/protocol/traces/ids';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredSpan } from '../../stored-span.ts';
import { ADA, aSpan, MS, NOON, traceNumber } from '../a-span.ts';
import { type OpenedStore, USAGE, T1 } from './opened-store.ts';

/** What a store makes of the spans of a trace. */
export const tracesContract = (opened: OpenedStore): void => {
  const { append, reopen, traceOf } = opened;
  describe('a trace', () => {
    test('is the same whatever the order in which its spans come, and however they are cut into requests', async () => {
      const spans = [
        aSpan({
          spanId: 1n,
          name: 'run',
          type: 'agent',
          usage: USAGE,
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
          usage: USAGE,
          costUsd: 1,
          start: NOON + MS,
        }),
        aSpan({
          spanId: 3n,
          parentSpanId: 2n,
          name: 'chat',
          type: 'generation',
          model: 'm',
          usage: USAGE,
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
          usage: USAGE,
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
      await append([aSpan({ spanId: 2n, parentSpanId: 1n, type: 'generation', usage: USAGE, model: 'm' })]);
      expect(await traceOf()).toMatchObject({ has_root: false, name: 'answer' });
      await reopen();
      await append([
        aSpan({
          spanId: 1n,
          name: 'run',
          type: 'generation',
          usage: USAGE,
          start: NOON - MS,
          input: 'Why?',
          output: 'So.',
        }),
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
        const piece = await opened.store.of(ADA).listSpans(T1, { limit: 300, after });
        read.push(...piece.map(({ span_id: id }) => id));
        const last = piece.at(-1);
        after = last && { startNs: BigInt(last.start_ns), spanId: last.span_id };
      } while (after !== undefined);
      expect(read).toHaveLength(2_500);
      expect(new Set(read).size).toBe(2_500);
    });
  });
};
