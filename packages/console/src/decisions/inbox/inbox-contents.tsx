import { StaleBanner } from '../../live/stale-banner.tsx';
import { FailureState } from '../../states/failure-state.tsx';
import { LoadingState } from '../../states/loading-state.tsx';
import { InboxList, type InboxListProps } from './inbox-list.tsx';
import { NothingSuch, NothingWaits } from './nothing-waits.tsx';
import { isFiltered, type ShownDecisions } from './shown-decisions.ts';

interface InboxContentsProps extends Omit<InboxListProps, 'known'> {
  readonly shown: ShownDecisions;
  readonly onClear: () => void;
}

/** The list, or why there is none. */
export const InboxContents = ({ shown, onClear, ...list }: InboxContentsProps) => {
  const { known, failing, refresh } = list.inbox.live;
  if (known === undefined) {
    return failing === undefined ? (
      <LoadingState what="the decisions" />
    ) : (
      <FailureState error={failing.error} what="the decisions" onRetry={refresh} />
    );
  }
  const isNarrowed = isFiltered(shown);
  const isFirst = shown.status === 'pending' && !isNarrowed && list.chosen === undefined;
  const nothing = isFirst ? <NothingWaits /> : <NothingSuch status={shown.status} {...(isNarrowed && { onClear })} />;
  return (
    <>
      {failing !== undefined && (
        <div className="p-4">
          <StaleBanner failing={failing} knownAt={known.at} onRetry={refresh} />
        </div>
      )}
      {known.body.items.length === 0 ? nothing : <InboxList {...list} known={known} />}
    </>
  );
};
