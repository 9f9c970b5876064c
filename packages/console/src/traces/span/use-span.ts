import { getSpan } from '@holdfast/protocol/traces/spans';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useHoldfast } from '../../server/holdfast-context.ts';

/** One span with everything. While it is open it is asked for again now and then. */
export const useSpan = (traceId: string, spanId: string, isOpen: boolean) => {
  const holdfast = useHoldfast();
  return useQuery({
    queryKey: ['span', traceId, spanId, isOpen],
    queryFn: ({ signal }) => holdfast.bodyOf(getSpan, { params: { trace_id: traceId, span_id: spanId } }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: isOpen ? 10_000 : false,
    staleTime: 60_000,
    networkMode: 'always',
    structuralSharing: false,
    retry: false,
  });
};
