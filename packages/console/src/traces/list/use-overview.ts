import {
  getTraceFacets,
  getTraceHistogram,
  type TraceFacets,
  type TraceHistogram,
} from '@holdfast/protocol/traces/overview';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { filtersAt, type ShownTraces, wordsOf } from '../filters/shown-traces.ts';

/** They count over all that is shown, so they are asked for less often than the list. */
const EVERY_MS = 15_000;

const OPTIONS = {
  refetchInterval: EVERY_MS,
  placeholderData: keepPreviousData,
  networkMode: 'always',
  retry: false,
} as const;

export const useFacets = (shown: ShownTraces): TraceFacets | undefined => {
  const holdfast = useHoldfast();
  return useQuery({
    ...OPTIONS,
    queryKey: ['traces-facets', { ...wordsOf(shown), sort: undefined }],
    queryFn: ({ signal }) => holdfast.bodyOf(getTraceFacets, { query: filtersAt(shown, Date.now()) }, { signal }),
  }).data;
};

const BUCKETS = 72;

/** The histogram, and the stretch of time that was asked for: its buckets may cover less. */
export interface TimedHistogram extends TraceHistogram {
  readonly asked: { readonly from: number | undefined; readonly to: number | undefined };
}

export const useHistogram = (
  shown: ShownTraces,
): { readonly data: TimedHistogram | undefined; readonly failed: boolean } => {
  const holdfast = useHoldfast();
  const { data, isError } = useQuery({
    ...OPTIONS,
    queryKey: ['traces-histogram', { ...wordsOf(shown), sort: undefined }],
    queryFn: async ({ signal }): Promise<TimedHistogram> => {
      const asked = filtersAt(shown, Date.now());
      const histogram = await holdfast.bodyOf(getTraceHistogram, { query: { ...asked, buckets: BUCKETS } }, { signal });
      const momentOf = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
      return { ...histogram, asked: { from: momentOf(asked.from), to: momentOf(asked.to) ?? Date.now() } };
    },
  });
  return { data, failed: isError };
};
