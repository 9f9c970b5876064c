import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { Step } from '@holdfast/protocol/decisions/decision';
import { listDecisionSteps } from '@holdfast/protocol/decisions/decisions';
import { useLivePages } from '../../live/use-live-pages.ts';
import { DECISIONS_TOPICS } from '../decisions-topics.ts';

/** A step with a name of its own in the list. */
export type ListedStep = Step & { readonly id: string };

export const useSteps = (id: DecisionId) =>
  useLivePages<ListedStep>(
    ['decision-steps', id],
    async (holdfast, cursor, signal) => {
      const { body, headers } = await holdfast.call(
        listDecisionSteps,
        { params: { decision_id: id }, query: { cursor } },
        { ...(signal !== undefined && { signal }) },
      );
      return { body: { ...body, items: body.items.map((step) => ({ ...step, id: String(step.number) })) }, headers };
    },
    DECISIONS_TOPICS,
  );
