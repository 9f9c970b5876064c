import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { ClockTime } from '../text/clock-time.tsx';
import { spanOfTime } from '../text/span-of-time.ts';
import { HistoryStrip } from './history-strip.tsx';
import { partName } from './part-name.ts';
import { StatusMark } from './status-mark.tsx';
import { ticksOfPart, type Tick } from './tick.ts';
import type { HealthWatch } from './health-watch.ts';

const HEADINGS = ['Part', 'Status', 'What is the matter', 'Unchanged since', 'Checked', 'Last checks'] as const;

const COLUMNS =
  'grid grid-cols-[minmax(0,1fr)_max-content] gap-x-4 px-4 md:grid-cols-[minmax(0,1fr)_max-content_240px] xl:grid-cols-[120px_112px_minmax(0,1fr)_124px_64px_240px]';

interface PartRowProps {
  readonly part: string;
  readonly health: PartHealth;
  readonly since: number;
  readonly checkedAt: number;
  readonly isStale: boolean;
  readonly ticks: readonly Tick[];
}

const PartRow = ({ part, health, since, checkedAt, isStale, ticks }: PartRowProps) => (
  <div role="row" className={`${COLUMNS} min-h-9 items-center gap-y-1 border-t border-line py-2`}>
    <div role="rowheader" className="font-semibold wrap-anywhere">
      {partName(part)}
    </div>
    <div role="cell" className="justify-self-end xl:justify-self-start">
      <StatusMark status={health.status} isStale={isStale} />
    </div>
    <div role="cell" className="col-span-full min-w-0 wrap-anywhere whitespace-pre-wrap xl:col-span-1">
      {health.detail === '' ? <span className="text-muted">Works.</span> : health.detail}
    </div>
    <div role="cell" className="text-small text-muted">
      <span className="xl:hidden">since </span>
      <ClockTime at={since} />, {spanOfTime(checkedAt - since)}
    </div>
    <div role="cell" className="text-right text-small text-muted md:col-span-2 xl:col-span-1 xl:text-left">
      <span className="xl:hidden">checked </span>
      <ClockTime at={checkedAt} />
    </div>
    <div
      role="cell"
      className="col-span-2 md:col-span-1 md:col-start-3 md:row-start-1 xl:col-start-auto xl:row-start-auto"
    >
      <HistoryStrip of={partName(part)} ticks={ticks} />
    </div>
  </div>
);

/** The parts in the server's order, which stays: a row that jumps when it fails is hard to watch. Narrow, a row is a card. */
export const PartsTable = ({
  watch,
  known,
}: {
  readonly watch: HealthWatch;
  readonly known: NonNullable<HealthWatch['known']>;
}) => (
  <div role="table" aria-label="Parts">
    <div role="row" className={`${COLUMNS} sr-only items-center xl:not-sr-only xl:grid xl:min-h-9 xl:px-4`}>
      {HEADINGS.map((heading) => (
        <span key={heading} role="columnheader" className="text-small text-muted">
          {heading}
        </span>
      ))}
    </div>
    {Object.entries(known.readiness.parts).map(([part, health]) => (
      <PartRow
        key={part}
        part={part}
        health={health}
        since={watch.partsSince[part] ?? known.at}
        checkedAt={known.at}
        isStale={watch.failing !== undefined}
        ticks={ticksOfPart(watch.checks, part)}
      />
    ))}
  </div>
);
