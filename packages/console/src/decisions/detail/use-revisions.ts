import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { Revision } from '@holdfast/protocol/decisions/decision';
import { listDecisionRevisions } from '@holdfast/protocol/decisions/decisions';
import { useQuery } from '@tanstack/react-query';
import { useHoldfast } from '../../server/holdfast-context.ts';

interface Asked {
  readonly id: DecisionId;
  readonly revision: number;
}

/** What was asked for first and changed since; nothing is asked of one that nobody changed. */
export const useRevisions = ({ id, revision }: Asked): readonly Revision[] => {
  const holdfast = useHoldfast();
  const { data } = useQuery({
    // what a revision says never changes
    queryKey: ['decision-revisions', id, revision],
    queryFn: ({ signal }) =>
      holdfast.bodyOf(listDecisionRevisions, { params: { decision_id: id }, query: {} }, { signal }),
    enabled: revision > 1,
    networkMode: 'always',
    staleTime: Infinity,
  });
  return data?.items ?? [];
};
