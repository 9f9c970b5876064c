import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { aSpan, received, traceNumber } from '../a-span.ts';
import { numbersOf, type OpenedStore } from './opened-store.ts';

/** What stands after something was forgotten, and after a restart. */
export const forgettingContract = (opened: OpenedStore): void => {
  const { append, reopen, spansOf, traceOf, list } = opened;

  test('what is forgotten is gone, and what came later stands', async () => {
    const name = '[7,7,7';
    await append([aSpan({ spanId: 1n, name, status: 'error' }), aSpan({ traceId: traceNumber(2) })]);
    const open = { parentSpanId: 1n, duration: undefined };
    const later = received([
      aSpan({ spanId: 2n, ...open }),
      aSpan({ spanId: 3n, ...open }),
      aSpan({ spanId: 4n, parentSpanId: 1n, status: 'error' }),
      aSpan({ traceId: traceNumber(3) }),
    ]);
    await opened.store.append([later], { segment: 3, at: 0 });
    await opened.store.forgetBefore(later.receivedAt);
    expect(new Set(numbersOf(await list()))).toEqual(new Set([1, 3]));
    expect(await spansOf()).toHaveLength(3);
    expect(await traceOf()).toMatchObject({ name, spans: 3, open_spans: 2, errors: 1 });
    expect(numbersOf(await list({}, { sort: '-spans' }))).toEqual([1, 3]);
    expect(await append([aSpan({ traceId: traceNumber(2) })])).toMatchObject({ stored: 1 });
  });

  test('traces that begin before something is forgotten go on behind it, time and again', async () => {
    // their ids lie anywhere, as those of senders do
    const ids = Array.from({ length: 60 }, (_nothing, index) => createHash('md5').update(`${index}`).digest('hex'));
    const others = Array.from({ length: 3000 }, (_nothing, index) => aSpan({ traceId: traceNumber(index + 1) }));
    await append(others);
    for (let begin = 0; begin < ids.length; begin += 10) {
      const some = ids.slice(begin, begin + 10);
      await append(some.map((traceId) => aSpan({ traceId })));
      await opened.store.forgetBefore(0n);
      await append(some.map((traceId) => aSpan({ traceId, spanId: 2n, parentSpanId: 1n })));
    }
    expect(await opened.store.size()).toMatchObject({ spans: 3120, traces: 3060 });
    for (const id of ids) expect(await spansOf(id)).toHaveLength(2);
  });

  test('the place in the log is what was committed with the spans', async () => {
    expect(opened.store.applied.receivedAt).toBe(0n);
    const request = received([aSpan()]);
    await opened.store.append([request], { segment: 7, at: 4_000_000 });
    await reopen();
    expect(opened.store.applied).toEqual({ next: { segment: 7, at: 4_000_000 }, receivedAt: request.receivedAt });
    await opened.store.append([], { segment: 8, at: 0 });
    expect(opened.store.applied).toEqual({ next: { segment: 8, at: 0 }, receivedAt: request.receivedAt });
    expect(await opened.store.size()).toMatchObject({ spans: 1, traces: 1 });
  });
};
