import type { ReactNode } from 'react';
import type { Known } from '../live/live.ts';
import { LiveHeader } from '../live/live-header.tsx';
import { LiveView } from '../live/live-view.tsx';
import type { Live } from '../live/use-live.ts';
import { DecisionsTabs } from './decisions-tabs.tsx';

interface DecisionsPageProps<Body> {
  readonly title: string;
  readonly note?: ReactNode;
  readonly live: Live<Body>;
  /** Ends the sentence "Loading …". */
  readonly what: string;
  /** Stands above what is known, and stays while that is loaded. */
  readonly above?: ReactNode;
  readonly children: (known: Known<Body>) => ReactNode;
}

/** A page beside the inbox that keeps itself fresh. */
export const DecisionsPage = <Body,>({ what, live, above, children, ...head }: DecisionsPageProps<Body>) => (
  <>
    <LiveHeader {...head} live={live} hasRhythm={false} />
    <DecisionsTabs />
    {above !== undefined && (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 has-[>:not(:empty)]:pt-4 md:px-6">{above}</div>
    )}
    <LiveView live={live} what={what}>
      {children}
    </LiveView>
  </>
);
