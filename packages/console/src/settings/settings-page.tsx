import type { ReactNode } from 'react';
import type { Known } from '../live/live.ts';
import { LiveHeader } from '../live/live-header.tsx';
import { LiveView } from '../live/live-view.tsx';
import type { Live } from '../live/use-live.ts';
import { SettingsFrame } from './settings-frame.tsx';

interface SettingsPageProps<Body> {
  readonly title: string;
  readonly note?: ReactNode;
  readonly live: Live<Body>;
  /** Ends the sentence "Loading …". */
  readonly what: string;
  /** Stands above what is known, and stays while that is loaded. */
  readonly above?: ReactNode;
  readonly children: (known: Known<Body>) => ReactNode;
}

/** A page of Settings that keeps itself fresh. */
export const SettingsPage = <Body,>({ what, live, above, children, ...head }: SettingsPageProps<Body>) => (
  <SettingsFrame head={<LiveHeader {...head} live={live} hasRhythm={false} />}>
    {above !== undefined && (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 has-[>:not(:empty)]:pt-4 md:px-6">{above}</div>
    )}
    <LiveView live={live} what={what}>
      {children}
    </LiveView>
  </SettingsFrame>
);
