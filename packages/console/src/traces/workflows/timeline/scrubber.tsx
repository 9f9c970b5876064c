import type { Patch } from '@holdfast/protocol/workflows/patches';
import { useId, useMemo } from 'react';
import { Button } from '../../../controls/button.tsx';
import { countOf } from '../../../text/count.ts';
import { LanesChart } from './lanes-chart.tsx';
import { lanesOf } from './lanes.ts';
import { placeName, timeWords } from './place-words.ts';

interface ScrubberProps {
  readonly patches: readonly Patch[];
  readonly place: number;
  readonly onMove: (place: number) => void;
}

/** Goes through the patches in the order in which they make the state. Arrows go one on, Page keys a tenth, Home and End all the way. */
export const Scrubber = ({ patches, place, onMove }: ScrubberProps) => {
  const id = useId();
  const lanes = useMemo(() => lanesOf(patches), [patches]);
  const patch = patches[place];
  if (patch === undefined) return undefined;
  const last = patches.length - 1;
  const words = `${countOf(place + 1)} of ${countOf(patches.length)}`;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
      <LanesChart lanes={lanes} place={place} patches={patches.length} />
      <div className="flex flex-wrap items-center gap-3">
        <label htmlFor={id} className="font-semibold">
          Patch
        </label>
        <input
          id={id}
          type="range"
          min={0}
          max={last}
          value={place}
          aria-valuetext={`${words}, ${placeName(patch)}, ${timeWords(patch)}`}
          onChange={({ currentTarget }) => onMove(currentTarget.valueAsNumber)}
          className="h-8 min-w-40 grow accent-accent"
        />
        <div className="flex gap-2">
          <Button aria-disabled={place === 0} onClick={() => onMove(Math.max(0, place - 1))}>
            Earlier
          </Button>
          <Button aria-disabled={place === last} onClick={() => onMove(Math.min(last, place + 1))}>
            Later
          </Button>
        </div>
      </div>
      <p className="flex flex-wrap gap-x-3 text-muted">
        <span className="text-ink">{words}</span>
        <span className="font-mono text-small leading-5">{timeWords(patch)}</span>
        <span className="wrap-anywhere">{placeName(patch)}</span>
        <span>came as {countOf(patch.received)}.</span>
      </p>
    </div>
  );
};
