import { useState } from 'react';
import { Mark } from '../look/mark.tsx';
import { hearRhythm, type Rhythm } from './rhythm.ts';

const NOTES = { asking: 'Refreshed every 5 s while you look', resting: 'Refreshed only when you ask' };

/** How this page learns of changes. */
export const RhythmMark = ({ rhythm }: { readonly rhythm: Rhythm }) => {
  if (rhythm === 'told') {
    return (
      <span title="The server tells this page what changes.">
        <Mark tone="ok" shape="waves">
          Live
        </Mark>
      </span>
    );
  }
  if (rhythm === 'not told') {
    return (
      <span title="The server does not tell this page what changes. It asks every 5 s while you look.">
        <Mark tone="none" shape="clock">
          Every 5 s, not live
        </Mark>
      </span>
    );
  }
  return <span className="hidden text-small text-muted xl:inline">{NOTES[rhythm]}</span>;
};

/** For those who listen: that it is no longer live, or is so again. */
export const useRhythmNews = (rhythm: Rhythm): string => {
  const [heard, setHeard] = useState(() => hearRhythm(undefined, rhythm));
  if (heard.rhythm !== rhythm) setHeard(hearRhythm(heard, rhythm));
  return heard.news;
};
