import type { PatchPlace, WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { getWorkflowState } from '@holdfast/protocol/workflows/workflows';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useHoldfast } from '../../server/holdfast-context.ts';

const SETTLED_MS = 120;

/** What somebody has come to rest at: who drags through a thousand patches asks for one state. */
export const useSettled = <Value>(value: Value): Value => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
};

/** The state up to and with one patch. `as` changes when a patch has come, which may be an earlier one. */
export const useStateAt = (id: WorkflowId, place: PatchPlace | undefined, as: string) => {
  const holdfast = useHoldfast();
  const { time, node, sequence } = place ?? {};
  return useQuery({
    queryKey: ['workflow state', id, time, node, sequence, as],
    queryFn: async ({ signal }) =>
      (
        await holdfast.call(
          getWorkflowState,
          { params: { workflow_id: id }, query: { at: time, node, sequence } },
          { signal },
        )
      ).body.state,
    enabled: place !== undefined,
    placeholderData: keepPreviousData,
    networkMode: 'always',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
};
