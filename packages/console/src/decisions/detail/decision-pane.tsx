import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { StaleBanner } from '../../live/stale-banner.tsx';
import { FailureState } from '../../states/failure-state.tsx';
import { LoadingState } from '../../states/loading-state.tsx';
import { DecisionView } from './decision-view.tsx';
import { useDecision } from './use-decision.ts';

/** Beside the list, or alone where there is room for one. */
export const DecisionPane = ({ id }: { readonly id: DecisionId }) => {
  const { known, failing, refresh, refreshed } = useDecision(id);
  if (known === undefined) {
    return failing === undefined ? (
      <LoadingState what="the decision" />
    ) : (
      <FailureState error={failing.error} what="the decision" onRetry={refresh} />
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
      {failing !== undefined && <StaleBanner failing={failing} knownAt={known.at} onRetry={refresh} />}
      <DecisionView known={known} lookAgain={refreshed} />
    </div>
  );
};
