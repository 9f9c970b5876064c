import { RowLink } from '../../controls/row-link.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { countOf } from '../../text/count.ts';
import { spanOfTime } from '../../text/span-of-time.ts';
import type { WatchedQueue } from './queue-trend.ts';
import { TrendSparkline } from './trend-sparkline.tsx';

const Count = ({ count }: { readonly count: number }) =>
  count === 0 ? <span className="text-faint">0</span> : <>{countOf(count)}</>;

const Dead = ({ queue }: { readonly queue: WatchedQueue }) =>
  queue.dead === 0 ? (
    <Count count={0} />
  ) : (
    <PageLink
      to={paths.deadLetters(queue.name)}
      className="relative z-1 font-semibold text-bad underline underline-offset-2"
    >
      {countOf(queue.dead)}
      <span className="sr-only"> dead letters of {queue.name}</span>
    </PageLink>
  );

const COLUMNS: readonly Column<WatchedQueue>[] = [
  { heading: 'Queue', cell: ({ name }) => <RowLink to={paths.jobs({ queue: name })}>{name}</RowLink> },
  { heading: 'Waiting', isNumber: true, cell: ({ waiting }) => <Count count={waiting} /> },
  { heading: 'Delayed', isNumber: true, cell: ({ delayed }) => <Count count={delayed} /> },
  { heading: 'Running', isNumber: true, cell: ({ running }) => <Count count={running} /> },
  { heading: 'Dead', isNumber: true, cell: (queue) => <Dead queue={queue} /> },
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
export const QueuesTable = ({ queues }: { readonly queues: readonly WatchedQueue[] }) => {
  const isCounted = queues.some(({ done_last_minute: done }) => done !== undefined);
  return (
    <Table
      label="Queues"
      columns={isCounted ? COLUMNS.toSpliced(5, 0, DONE) : COLUMNS}
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
