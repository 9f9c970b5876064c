import { RowLink } from '../../controls/row-link.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import type { Scope } from '../../live/scope.ts';
import { paths } from '../../routing/paths.ts';
import { countOf } from '../../text/count.ts';
import { spanOfTime } from '../../text/span-of-time.ts';
import type { WatchedQueue } from './queue-trend.ts';
import { TrendSparkline } from './trend-sparkline.tsx';
import type { WatchedQueues } from './use-queues.ts';

const Count = ({ count }: { readonly count: number }) =>
  count === 0 ? <span className="text-faint">0</span> : <>{countOf(count)}</>;

interface Row {
  readonly queue: WatchedQueue;
  readonly scope: Scope;
}

const Name = ({ queue: { name }, scope }: Row) =>
  scope === 'instance' ? name : <RowLink to={paths.jobs({ queue: name })}>{name}</RowLink>;

/** Those of all workspaces are counted and listed nowhere: each is for its own workspace to decide about. */
const Dead = ({ queue, scope }: Row) => {
  if (queue.dead === 0) return <Count count={0} />;
  if (scope === 'instance') return <strong className="font-semibold text-bad">{countOf(queue.dead)}</strong>;
  return (
    <PageLink
      to={paths.deadLetters({ queue: queue.name })}
      className="relative z-1 font-semibold text-bad underline underline-offset-2"
    >
      {countOf(queue.dead)}
      <span className="sr-only"> dead letters of {queue.name}</span>
    </PageLink>
  );
};

const columnsOf = (scope: Scope): readonly Column<WatchedQueue>[] => [
  { heading: 'Queue', cell: (queue) => <Name queue={queue} scope={scope} /> },
  { heading: 'Waiting', isNumber: true, cell: ({ waiting }) => <Count count={waiting} /> },
  { heading: 'Delayed', isNumber: true, cell: ({ delayed }) => <Count count={delayed} /> },
  { heading: 'Running', isNumber: true, cell: ({ running }) => <Count count={running} /> },
  { heading: 'Dead', isNumber: true, cell: (queue) => <Dead queue={queue} scope={scope} /> },
  {
    heading: 'Oldest waiting',
    isNumber: true,
    cell: ({ oldest_waiting_seconds: seconds }) => (seconds === null ? <Nothing /> : spanOfTime(seconds * 1_000)),
  },
  {
    heading: 'Still to do',
    isWide: true,
    cell: ({ name, trend }) => <TrendSparkline of={name} trend={trend} />,
  },
];

const DONE: Column<WatchedQueue> = {
  heading: 'Done per min',
  isNumber: true,
  cell: ({ done_last_minute: done }) => (done === undefined ? '–' : <Count count={done} />),
};

/** How many ended well is a column only where the server counts it. */
export const QueuesTable = ({ scope, queues }: WatchedQueues) => {
  const columns = columnsOf(scope);
  const isCounted = queues.some(({ done_last_minute: done }) => done !== undefined);
  return (
    <Table
      label="Queues"
      columns={isCounted ? columns.toSpliced(5, 0, DONE) : columns}
      grid={
        isCounted
          ? 'lg:grid-cols-[minmax(0,1fr)_64px_64px_64px_56px_96px_104px_128px]'
          : 'lg:grid-cols-[minmax(0,1fr)_72px_72px_72px_64px_112px_128px]'
      }
      rows={queues}
      keyOf={({ name }) => name}
    />
  );
};
