import type { Patch } from '@holdfast/protocol/workflows/patches';
import { useEffect, useEffectEvent } from 'react';
import { useRowsInSight } from '../../controls/use-rows-in-sight.ts';
import { placeName, timeWords } from './timeline/place-words.ts';

const ROW = 60;

interface PatchListProps {
  readonly patches: readonly Patch[];
  readonly place: number;
  readonly onMove: (place: number) => void;
}

/** What a patch says, on one line. */
const textOf = ({ patch }: Patch): string => JSON.stringify(patch).slice(0, 300);

/** Every patch, of which only those in sight are drawn. */
export const PatchList = ({ patches, place, onMove }: PatchListProps) => {
  const { scroller, height, rows, show } = useRowsInSight(patches.length, ROW);
  const showAt = useEffectEvent(show);
  useEffect(() => showAt(place), [place]);
  return (
    <div ref={scroller} role="region" aria-label="All patches" className="h-80 overflow-y-auto -outline-offset-2">
      <ul className="relative" style={{ height }}>
        {rows.map(({ index, top }) => {
          const patch = patches[index];
          if (patch === undefined) return undefined;
          return (
            <li
              key={`${patch.sequence} ${patch.node}`}
              aria-setsize={patches.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 border-b border-line"
              style={{ top, height: ROW }}
            >
              <button
                type="button"
                aria-current={index === place}
                onClick={() => onMove(index)}
                className="block h-full w-full overflow-hidden px-4 py-2 text-left -outline-offset-2 hover:bg-sunken aria-[current=true]:bg-accent-soft aria-[current=true]:shadow-[inset_2px_0_0_var(--accent)]"
              >
                <span className="flex justify-between gap-3 whitespace-nowrap">
                  <span className="truncate font-semibold">{placeName(patch)}</span>
                  <span className="font-mono text-small text-muted">{timeWords(patch).slice(11)}</span>
                </span>
                <span className="block truncate font-mono text-small text-muted">{textOf(patch)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
};
