import { JOB_STATES } from '@holdfast/protocol/work/job';
import { Panel } from '../../controls/panel.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { counted } from '../../text/count.ts';
import { ENQUEUE_SNIPPET } from '../enqueue-snippet.ts';
import { OperationsPage } from '../operations-page.tsx';
import { JobsFilters } from './jobs-filters.tsx';
import { JobsTable } from './jobs-table.tsx';
import { useJobs } from './use-jobs.ts';

const NoJobs = ({ isFiltered }: { readonly isFiltered: boolean }) => (
  <EmptyState
    title={isFiltered ? 'No job is like that' : 'No job has been written down in this workspace'}
    snippet={ENQUEUE_SNIPPET}
  >
    Finished jobs are kept for a day, dead letters until somebody decides. A job is written down in the transaction that
    needs it:
  </EmptyState>
);

export const JobsPage = () => {
  const queue = useSearchWord('queue');
  const name = useSearchWord('name');
  const word = useSearchWord('state');
  const state = JOB_STATES.find((known) => known === word);
  const pages = useJobs({ queue, state, name });
  return (
    <OperationsPage
      title="Jobs"
      live={pages.live}
      what="the jobs"
      filters={<JobsFilters queue={queue} state={state} name={name} />}
    >
      {({ body: { items, next_cursor: cursor }, serverAt }) => (
        <Panel
          title="Jobs"
          note={`${counted(items.length, 'job')}${cursor === null ? '' : ' of more'}, the latest first`}
        >
          {items.length === 0 ? (
            <NoJobs isFiltered={[queue, state, name].some((word) => word !== undefined)} />
          ) : (
            <>
              <JobsTable jobs={items} now={serverAt} />
              <LoadMore pages={pages} what="that there are" />
            </>
          )}
        </Panel>
      )}
    </OperationsPage>
  );
};
