import type { Decision } from '@holdfast/protocol/decisions/decision';
import { getDecision } from '@holdfast/protocol/decisions/decisions';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Watched } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { DECISIONS_TOPICS } from '../decisions-topics.ts';

const keyOf = (id: DecisionId) => ['decision', id] as const;

export const useDecision = (id: DecisionId) =>
  useLive<Decision>({
    key: keyOf(id),
    topics: DECISIONS_TOPICS,
    ask: (holdfast, signal) => holdfast.call(getDecision, { params: { decision_id: id } }, { signal }),
  });

/** What a decision that is shown elsewhere on the page is called, as soon as that is known. */
export const useKnownTitle = (id: DecisionId | undefined): string | undefined => {
  const queries = useQueryClient();
  return useSyncExternalStore(
    (listener) => queries.getQueryCache().subscribe(listener),
    () => (id === undefined ? undefined : queries.getQueryData<Watched<Decision>>(keyOf(id))?.known?.body.title),
  );
};

/** Shows a decision as an act has left it, at once: what could be done before it must not be offered any more. */
export const useShowDecision = (): ((decision: Decision) => void) => {
  const queries = useQueryClient();
  return (decision) =>
    void queries.setQueryData<Watched<Decision>>(keyOf(decision.id), (watched) => {
      if (watched?.known === undefined) return watched;
      const at = Date.now();
      const serverAt = watched.known.serverAt + at - watched.known.at;
      return { known: { body: decision, at, serverAt }, failing: undefined };
    });
};
