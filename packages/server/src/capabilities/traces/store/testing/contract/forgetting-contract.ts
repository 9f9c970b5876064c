import { expect, test } from 'vitest';
import { aSpan, received, traceNumber } from '../a-span.ts';
import { numbersOf, type OpenedStore } from './opened-store.ts';

/** What stands after something was forgotten, and after a restart. */
export const forgettingContract = (opened: OpenedStore): void => {
  const { append, reopen, spansOf, traceOf, list } = opened;

  test('what is forgotten is gone, and what came later stands', async () => {
    const name = 'a "spans":7,"open_spans":7,"errors":7';
    await append([aSpan({ spanId: 1n, name, status: 'error' }), aSpan({ traceId: traceNumber(2) })]);
    const later = received([aSpan({ spanId: 2n, parentSpanId: 1n }), aSpan({ traceId: traceNumber(3) })]);
    await opened.store.append([later], { segment: 3, at: 0 });
    await opened.store.forgetBefore(later.receivedAt);
    expect(new Set(numbersOf(await list()))).toEqual(new Set([1, 3]));
    expect(await spansOf()).toMatchObject([{ span_id: '0000000000000002' }]);
    expect(await traceOf()).toMatchObject({ name, spans: 1, open_spans: 0, errors: 0 });
    expect(await append([aSpan({ traceId: traceNumber(2) })])).toMatchObject({ stored: 1 });
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
