import { Panel } from '../../controls/panel.tsx';
import { paths } from '../../routing/paths.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { counted } from '../../text/count.ts';
import { ENQUEUE_SNIPPET } from '../enqueue-snippet.ts';
import { OperationsPage } from '../operations-page.tsx';
import { ScopeSwitch } from '../scope/scope-switch.tsx';
import { useWantedScope } from '../scope/use-wanted-scope.ts';
import { QueuesTable } from './queues-table.tsx';
import { useQueues, type WatchedQueues } from './use-queues.ts';

/** Where somebody has to look, in one sentence that changes only when that does. */
const sentenceOf = ({ scope, queues }: WatchedQueues): string => {
  const dead = queues.reduce((sum, queue) => sum + queue.dead, 0);
  if (dead === 0) return '';
  return `${counted(dead, 'dead letter')} ${scope === 'instance' ? 'in all workspaces' : 'to decide about'}`;
};

export const QueuesPage = () => {
  const wanted = useWantedScope();
  const live = useQueues(wanted);
  const known = live.known?.body;
  const sentence = known === undefined ? '' : sentenceOf(known);
  return (
    <OperationsPage
      title="Queues"
      live={live}
      what="the queues"
      sentence={sentence}
      note={sentence}
      scopes={<ScopeSwitch wanted={wanted} shown={known?.scope} pathOf={paths.queues} instance="All of the instance" />}
    >
      {({ body }) =>
        body.queues.length === 0 ? (
          <Panel title="No queue yet">
            <EmptyState title={`No job has been written down in this ${body.scope}`} snippet={ENQUEUE_SNIPPET}>
              A queue shows here with its first job. A job is written down in the transaction that needs it:
            </EmptyState>
          </Panel>
        ) : (
          <Panel title="Queues" note="Still to do: waiting, delayed and running, as this page saw it">
            <QueuesTable {...body} />
          </Panel>
        )
      }
    </OperationsPage>
  );
};
