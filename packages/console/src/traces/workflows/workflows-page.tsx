import { Panel } from '../../controls/panel.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { paths } from '../../routing/paths.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { countOf, counted } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { TracesTabs } from '../traces-tabs.tsx';
import { patchSnippet } from './patch-snippet.ts';
import { type ListedWorkflow, useWorkflows } from './use-workflows.ts';

const columnsAt = (now: number): readonly Column<ListedWorkflow>[] => [
  { heading: 'Workflow', cell: ({ id }) => <RowLink to={paths.workflow(id)}>{id}</RowLink> },
  { heading: 'Patched last', cell: ({ updated_at: at }) => <Moment at={at} now={now} /> },
  { heading: 'Patches', isNumber: true, cell: ({ patches, folded }) => countOf(patches + folded) },
  { heading: 'Nodes', isNumber: true, cell: ({ nodes }) => countOf(nodes) },
  { heading: 'First patch', cell: ({ first_time: at }) => <Moment at={at} now={now} /> },
  { heading: 'Last patch', cell: ({ last_time: at }) => <Moment at={at} now={now} /> },
];

const NoWorkflows = () => (
  <EmptyState title="No workflow has been patched in this workspace" snippet={patchSnippet(location.origin)}>
    Programs send patches of what they work on, from as many machines as you like; here you see the state that they
    make, at any moment. With an API key for traces:write:
  </EmptyState>
);

export const WorkflowsPage = () => {
  const pages = useWorkflows();
  return (
    <>
      <LiveHeader title="Workflows" live={pages.live} />
      <TracesTabs />
      <LiveView live={pages.live} what="the workflows">
        {({ body: { items, next_cursor: cursor }, serverAt }) => (
          <Panel
            title="Workflows"
            note={`${counted(items.length, 'workflow')}${cursor === null ? '' : ' of more'}, patched last first`}
          >
            {items.length === 0 ? (
              <NoWorkflows />
            ) : (
              <>
                <Table
                  label="Workflows"
                  columns={columnsAt(serverAt)}
                  grid="lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_80px_64px_minmax(0,1fr)_minmax(0,1fr)]"
                  rows={items}
                  keyOf={({ id }) => id}
                />
                <LoadMore pages={pages} what="that there are" />
              </>
            )}
          </Panel>
        )}
      </LiveView>
    </>
  );
};
