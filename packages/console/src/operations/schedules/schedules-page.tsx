import { listSchedules, type Schedule } from '@holdfast/protocol/work/schedules';
import { Panel } from '../../controls/panel.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import type { Ask } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { paths } from '../../routing/paths.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { Moment } from '../../text/moment.tsx';
import { spanOfTime } from '../../text/span-of-time.ts';
import { OperationsPage } from '../operations-page.tsx';
import { timingWords } from './timing-words.ts';

const KEY = ['schedules'] as const;

const ask: Ask<readonly Schedule[]> = async (holdfast, signal) => {
  const { body, headers } = await holdfast.call(listSchedules, {}, { signal });
  return { body: body.items, headers };
};

const MISSED = {
  once: 'one run for all that were missed',
  skip: 'what was missed is left out',
  all: 'one run for each that was missed',
} as const;

const until = (at: string, now: number): string => {
  const left = Date.parse(at) - now;
  return left <= 0 ? 'is due' : `in ${spanOfTime(left)}`;
};

const columnsAt = (now: number): readonly Column<Schedule>[] => [
  { heading: 'Schedule', cell: ({ name }) => name },
  {
    heading: 'When',
    cell: ({ timing }) => <span title={timing}>{timingWords(timing)}</span>,
  },
  {
    heading: 'Last run',
    cell: ({ last_at: at }) =>
      at === null ? <span className="text-muted">not yet</span> : <Moment at={at} now={now} />,
  },
  {
    heading: 'Next run',
    cell: ({ next_at: at }) => (
      <>
        <Moment at={at} now={now} /> <span className="text-muted">{until(at, now)}</span>
      </>
    ),
  },
  { heading: 'After an outage', cell: ({ missed }) => <span className="text-muted">{MISSED[missed]}</span> },
  { heading: 'Job', cell: ({ job }) => <RowLink to={paths.jobs({ name: job })}>{job}</RowLink> },
];

const NoSchedules = () => (
  <EmptyState
    title="Nothing is done by the clock"
    snippet={{
      code: `defineSchedule({ name: 'sweep', job: sweep, cron: '0 3 * * *', missed: 'once' });`,
      what: 'the line',
    }}
  >
    A schedule puts a job into its queue at its times, once for all nodes. It is defined beside its job:
  </EmptyState>
);

export const SchedulesPage = () => (
  <OperationsPage title="Schedules" live={useLive({ key: KEY, ask })} what="the schedules">
    {({ body: schedules, serverAt }) => (
      <Panel title="Schedules">
        {schedules.length === 0 ? (
          <NoSchedules />
        ) : (
          <Table
            label="Schedules"
            columns={columnsAt(serverAt)}
            grid="lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_112px_176px_minmax(0,1.4fr)_minmax(0,1fr)]"
            rows={schedules}
            keyOf={({ name }) => name}
          />
        )}
      </Panel>
    )}
  </OperationsPage>
);
