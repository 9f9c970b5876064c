import { Button } from '../../../controls/button.tsx';
import { Panel } from '../../../controls/panel.tsx';
import { countOf } from '../../../text/count.ts';
import type { LoadedPatches } from '../use-patches.ts';
import { Scrubber } from './scrubber.tsx';

interface TimelinePanelProps {
  readonly loaded: LoadedPatches;
  readonly place: number;
  readonly onMove: (place: number) => void;
}

/** The way through the patches, and how to come to those that are not loaded. */
export const TimelinePanel = ({ loaded, place, onMove }: TimelinePanelProps) => {
  const { patches, hasEarlier, hasNews, showNews, loadEarlier, isFetching } = loaded;
  return (
    <Panel
      title="Timeline"
      note={`${hasEarlier ? `the last ${countOf(patches.length)} ` : ''}in the order of time, node and sequence`}
    >
      <Scrubber patches={patches} place={place} onMove={onMove} />
      {(hasNews || hasEarlier) && (
        <div className="flex flex-wrap gap-3 border-t border-line px-4 py-2">
          {hasNews && <Button onClick={showNews}>Show what has come since</Button>}
          {hasEarlier && (
            <Button onClick={loadEarlier} aria-disabled={isFetching}>
              {isFetching ? 'Loading …' : 'Load earlier patches'}
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
};
