import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import { refusalWords } from '../../live/refusal-words.ts';
import { countOf, counted } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { PatchList } from './patch-list.tsx';
import { PatchPanel } from './patch-panel.tsx';
import { StatePanel } from './state-panel.tsx';
import { placeName } from './timeline/place-words.ts';
import { TimelinePanel } from './timeline/timeline-panel.tsx';
import { type LoadedPatches, usePatches } from './use-patches.ts';
import type { WorkflowDetail } from './use-workflow.ts';

const patchesWords = (count: number): string => counted(count, 'patch', 'patches');

const WorkflowFacts = ({ workflow, now }: { readonly workflow: WorkflowDetail; readonly now: number }) => {
  const { patches, nodes, updated_at: updated, folded, differing } = workflow;
  return (
    <Panel title="Workflow">
      <Facts
        facts={[
          ['Patches', `${countOf(patches)} from ${counted(nodes.length, 'node')}`],
          ['Patched last', <Moment key="last" at={updated} now={now} />],
          ...(folded > 0 ? [['Older ones', `${countOf(folded)}: in the state, not kept one by one`] as const] : []),
          ...(differing > 0
            ? [['Sent again', `${patchesWords(differing)} that differed; the first copy counts`] as const]
            : []),
        ]}
      />
    </Panel>
  );
};

interface MomentsProps {
  readonly workflow: WorkflowDetail;
  readonly loaded: LoadedPatches;
}

/** One moment of the workflow: the timeline, the state there, and the patches around it. */
const Moments = ({ workflow, loaded }: MomentsProps) => {
  // undefined: at the last one, whichever that is
  const [chosen, setChosen] = useState<string>();
  const { patches } = loaded;
  const last = patches.length - 1;
  const found = chosen === undefined ? -1 : patches.findIndex((patch) => placeName(patch) === chosen);
  const place = found === -1 ? last : found;
  const patch = patches[place];
  if (patch === undefined) return undefined;
  const move = (to: number): void => {
    const aim = patches[to];
    setChosen(aim === undefined || to === last ? undefined : placeName(aim));
  };
  return (
    <>
      <TimelinePanel loaded={loaded} place={place} onMove={move} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <StatePanel id={workflow.workflow_id} patches={patches} place={place} updated={loaded.seen} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Panel title="Patches" note={patchesWords(patches.length)}>
            <PatchList patches={patches} place={place} onMove={move} />
          </Panel>
          <PatchPanel patch={patch} />
        </div>
      </div>
    </>
  );
};

export const WorkflowView = ({ workflow, now }: { readonly workflow: WorkflowDetail; readonly now: number }) => {
  const loaded = usePatches(workflow);
  return (
    <>
      <WorkflowFacts workflow={workflow} now={now} />
      {loaded.error !== null && (
        <p role="alert" className="text-bad">
          {refusalWords(loaded.error)} <Button onClick={loaded.again}>Try again</Button>
        </p>
      )}
      {loaded.patches.length === 0 && loaded.error === null && (
        <p role="status" className="text-muted">
          {loaded.isFetching ? `Loading ${patchesWords(workflow.patches)} …` : 'No patch is kept.'}
        </p>
      )}
      <Moments workflow={workflow} loaded={loaded} />
    </>
  );
};
