import type { Span } from '@holdfast/protocol/traces/span';
import { listSpans, SPANS_LIMIT_MAXIMUM } from '@holdfast/protocol/traces/spans';
import type { Trace } from '@holdfast/protocol/traces/trace';
import { getTrace } from '@holdfast/protocol/traces/traces';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLive } from '../../live/use-live.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { TRACES_TOPICS } from '../traces-topics.ts';

export const useTrace = (id: string) =>
  useLive<Trace>({
    key: ['trace', id],
    topics: TRACES_TOPICS,
    ask: (holdfast, signal) => holdfast.call(getTrace, { params: { trace_id: id } }, { signal }),
  });

/** More than this is not drawn: a browser has limits, and so has a person. */
export const MOST_SPANS = 100_000;

export interface LoadedSpans {
  readonly spans: readonly Span[] | undefined;
  /** How many have come so far. */
  readonly count: number;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** All spans of a trace. They are asked for again when what they come to has changed, and stay meanwhile. */
export const useSpans = (trace: Trace): LoadedSpans => {
  const holdfast = useHoldfast();
  const [count, setCount] = useState(0);
  const { data, error, refetch } = useQuery({
    queryKey: ['spans', trace.trace_id, trace.spans, trace.open_spans, trace.errors, trace.duration_ns, trace.cost_usd],
    queryFn: async ({ signal }) => {
      const spans: Span[] = [];
      let cursor: string | undefined;
      do {
        const query = { limit: SPANS_LIMIT_MAXIMUM, ...(cursor !== undefined && { cursor }) };
        const page = await holdfast.bodyOf(listSpans, { params: { trace_id: trace.trace_id }, query }, { signal });
        spans.push(...page.items);
        cursor = page.next_cursor ?? undefined;
        setCount(spans.length);
      } while (cursor !== undefined && spans.length < MOST_SPANS);
      return { of: trace.trace_id, spans };
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    networkMode: 'always',
    structuralSharing: false,
    retry: false,
  });
  return { spans: data?.of === trace.trace_id ? data.spans : undefined, count, error, retry: () => void refetch() };
};
