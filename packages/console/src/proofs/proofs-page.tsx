import { HoldfastError } from '@holdfast/client/holdfast-error';
import type { ProofsReport } from '@holdfast/protocol/proofs/report';
import { LiveHeader } from '../live/live-header.tsx';
import { LiveView } from '../live/live-view.tsx';
import { useSearchWord } from '../routing/use-search-word.ts';
import { EmptyState } from '../states/empty-state.tsx';
import { Moment } from '../text/moment.tsx';
import { took } from '../text/took.ts';
import type { ProofsFilter } from './filter.ts';
import { GroundPanel } from './ground-panel.tsx';
import { PromisesPanel } from './promises-panel.tsx';
import { SumsPanel } from './sums-panel.tsx';
import { useProofs } from './use-proofs.ts';
import { VerdictPanel } from './verdict-panel.tsx';

const NoReport = () => (
  <EmptyState
    title="No proof has been run on this node"
    snippet={{ code: 'npm run prove -- --data "$HOLDFAST_DATA"', what: 'the command' }}
  >
    A run starts nodes of its own, puts faults between them, and leaves its report in the data folder of this node. It
    takes a few minutes:
  </EmptyState>
);

const Report = ({ report }: { readonly report: ProofsReport }) => {
  const filter: ProofsFilter = {
    outcome: useSearchWord('outcome'),
    kind: useSearchWord('kind'),
    capability: useSearchWord('capability'),
  };
  return (
    <>
      <VerdictPanel report={report} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        <SumsPanel title="By capability" by="capability" sums={report.by_capability} />
        <SumsPanel title="By kind" by="kind" sums={report.by_kind} />
      </div>
      <PromisesPanel report={report} filter={filter} />
      <GroundPanel report={report} />
    </>
  );
};

const isMissing = (error: Error | undefined): boolean => error instanceof HoldfastError && error.status === 404;

/** The last readiness report of the node: what holds, what does not, what was not run and why. */
export const ProofsPage = () => {
  const live = useProofs();
  const { known, failing } = live;
  return (
    <>
      <LiveHeader
        title="Proofs"
        live={live}
        hasRhythm={false}
        note={
          known !== undefined && (
            <>
              run of <Moment at={known.body.started_at} now={known.serverAt} />, took {took(known.body.seconds * 1_000)}
            </>
          )
        }
      />
      {known === undefined && isMissing(failing?.error) ? (
        <NoReport />
      ) : (
        <LiveView live={live} what="the proofs that were run on this node">
          {({ body }) => <Report report={body} />}
        </LiveView>
      )}
    </>
  );
};
