import { useId, useState } from 'react';
import { Button } from '../controls/button.tsx';
import type { Deed } from '../deeds/deed.ts';
import type { Deeds } from '../deeds/use-deeds.ts';

const OVERLAPS = [
  ['0', 'no longer', 'not at all'],
  ['3600', 'an hour longer', 'for an hour more'],
  ['86400', 'a day longer', 'for a day more'],
  ['604800', 'a week longer', 'for a week more'],
] as const;

interface RotateRowProps {
  /** Ends with what goes on for a while, as "The old one works". */
  readonly sentence: string;
  readonly rotating: (overlapSeconds: number, overlapWords: string) => Deed;
  readonly deeds: Deeds;
}

/** Something new in the place of this, which works a while longer if one wishes. */
export const RotateRow = ({ sentence, rotating, deeds }: RotateRowProps) => {
  const [overlap, setOverlap] = useState('86400');
  const id = useId();
  const words = OVERLAPS.find(([seconds]) => seconds === overlap)?.[2] ?? '';
  return (
    <div className="grid grid-cols-[132px_minmax(0,1fr)] items-center gap-x-4 border-t border-line px-4 py-2 first:border-t-0">
      <Button
        aria-disabled={deeds.isRunning}
        onClick={() => {
          if (!deeds.isRunning) deeds.propose(rotating(Number(overlap), words));
        }}
      >
        Rotate
      </Button>
      <span className="flex flex-wrap items-center gap-2 text-muted">
        <label htmlFor={id}>{sentence}</label>
        <select
          id={id}
          value={overlap}
          onChange={(event) => setOverlap(event.target.value)}
          className="min-h-8 rounded-control border border-faint bg-surface px-2 text-ink"
        >
          {OVERLAPS.map(([seconds, label]) => (
            <option key={seconds} value={seconds}>
              {label}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
};
