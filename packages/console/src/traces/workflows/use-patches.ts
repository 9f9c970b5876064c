import type { Client } from '@holdfast/client/client';
import { listPatches, type Patch } from '@holdfast/protocol/workflows/patches';
import type { WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHoldfast } from '../../server/holdfast-context.ts';
import type { WorkflowDetail } from './use-workflow.ts';

const PAGE = 200;
/** How many are loaded by themselves, and how many more each time that somebody asks. */
const AT_FIRST = 2_000;
const MORE = 10_000;
/** So many are asked for again when one more has come; of more, somebody says when. */
const REFRESHED = 1_000;

interface Patches {
  /** The last ones there are, in the order in which they are folded. */
  readonly patches: readonly Patch[];
  readonly hasEarlier: boolean;
}

const NONE: readonly Patch[] = [];

const load = async (holdfast: Client, id: WorkflowId, most: number, signal: AbortSignal): Promise<Patches> => {
  const patches: Patch[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null && patches.length < most) {
    const { body } = await holdfast.call(
      listPatches,
      { params: { workflow_id: id }, query: { order: 'newest', limit: PAGE, cursor } },
      { signal },
    );
    patches.push(...body.items);
    cursor = body.next_cursor;
  }
  return { patches: patches.toReversed(), hasEarlier: cursor !== null };
};

/** The patches of a workflow. What came since they were loaded is loaded by itself where that is little. */
export const usePatches = ({ workflow_id: id, updated_at: updated, patches }: WorkflowDetail) => {
  const holdfast = useHoldfast();
  const [most, setMost] = useState(AT_FIRST);
  const [seen, setSeen] = useState(updated);
  if (seen !== updated && patches <= REFRESHED) setSeen(updated);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['patches', id, most, seen],
    queryFn: ({ signal }) => load(holdfast, id, most, signal),
    placeholderData: (before) => before,
    networkMode: 'always',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    patches: data?.patches ?? NONE,
    hasEarlier: data?.hasEarlier === true,
    error,
    isFetching,
    again: () => void refetch(),
    /** When the workflow got the last patch that is shown. */
    seen,
    /** More have come since. */
    hasNews: seen !== updated,
    showNews: () => setSeen(updated),
    loadEarlier: () => setMost(most + MORE),
  };
};

export type LoadedPatches = ReturnType<typeof usePatches>;
