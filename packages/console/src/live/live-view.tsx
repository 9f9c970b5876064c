import type { ReactNode } from 'react';
import { FailureState } from '../states/failure-state.tsx';
import { LoadingState } from '../states/loading-state.tsx';
import type { Known } from './live.ts';
import { StaleBanner } from './stale-banner.tsx';
import { useAging } from './use-aging.ts';
import type { Live } from './use-live.ts';

interface LiveViewProps<Body> {
  readonly live: Live<Body>;
  /** Ends the sentence "Loading …", and says what could not be shown. */
  readonly what: string;
  readonly children: (known: Known<Body>) => ReactNode;
}

/** What is known, or why nothing is. What is no longer known stays, and says since when. */
export const LiveView = <Body,>({ live, what, children }: LiveViewProps<Body>) => {
  const { failing, refresh } = live;
  const known = useAging(live);
  if (known === undefined) {
    return failing === undefined ? (
      <LoadingState what={what} />
    ) : (
      <FailureState error={failing.error} what={what} onRetry={refresh} />
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 md:p-6">
      {failing !== undefined && <StaleBanner failing={failing} knownAt={known.at} onRetry={refresh} />}
      {children(known)}
    </div>
  );
};
