import { Panel } from '../controls/panel.tsx';
import { serverPaths } from '../routing/paths.ts';
import { EmptyState } from '../states/empty-state.tsx';
import { ChangesList } from './changes-list.tsx';
import type { HealthWatch } from './health-watch.ts';
import { PartsTable } from './parts-table.tsx';
import { StaleBanner } from '../live/stale-banner.tsx';
import { Summary } from './summary.tsx';

interface WatchedHealthProps {
  readonly watch: HealthWatch;
  readonly known: NonNullable<HealthWatch['known']>;
  readonly onRetry: () => void;
}

const NoParts = () => (
  <EmptyState
    title="The server names no parts"
    snippet={{ code: `curl -s ${location.origin}${serverPaths.readiness()}`, what: 'the command' }}
  >
    It answers, and says nothing of a database or stores. A proxy may cut the answer short; compare with what it says
    itself:
  </EmptyState>
);

export const WatchedHealth = ({ watch, known, onRetry }: WatchedHealthProps) => (
  <>
    <Summary watch={watch} known={known} />
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
      {watch.failing !== undefined && <StaleBanner failing={watch.failing} knownAt={known.at} onRetry={onRetry} />}
      <Panel title="Parts" note="Taller is worse; the newest check is at the right">
        {Object.keys(known.readiness.parts).length === 0 ? <NoParts /> : <PartsTable watch={watch} known={known} />}
      </Panel>
      <Panel title="What changed" note="as this page saw it">
        <ChangesList changes={watch.changes} beganAt={watch.beganAt} />
      </Panel>
    </div>
  </>
);
