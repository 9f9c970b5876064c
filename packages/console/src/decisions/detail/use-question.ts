import type { Client } from '@holdfast/client/client';
import type { Decision, Step } from '@holdfast/protocol/decisions/decision';
import { listDecisionSteps } from '@holdfast/protocol/decisions/decisions';
import { useQuery } from '@tanstack/react-query';
import { useHoldfast } from '../../server/holdfast-context.ts';

const A_PAGE = 200;

const lastReturn = async (holdfast: Client, id: Decision['id'], signal: AbortSignal): Promise<Step | null> => {
  let last: Step | null = null;
  let cursor: string | undefined;
  do {
    const query = { limit: A_PAGE, cursor };
    const page = await holdfast.bodyOf(listDecisionSteps, { params: { decision_id: id }, query }, { signal });
    last = page.items.findLast(({ step }) => step === 'returned') ?? last;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return last;
};

/** What its asker was asked, while a decision waits for an answer. */
export const useQuestion = ({ id, status, version }: Decision): Step | undefined => {
  const holdfast = useHoldfast();
  const { data } = useQuery({
    queryKey: ['decision-question', id, version],
    queryFn: ({ signal }) => lastReturn(holdfast, id, signal),
    enabled: status === 'returned',
    networkMode: 'always',
    staleTime: Infinity,
  });
  return data ?? undefined;
};
