import type { ReactNode } from 'react';
import { ClockTime } from '../text/clock-time.tsx';
import { spanOfTime } from '../text/span-of-time.ts';
import type { HealthWatch } from './health-watch.ts';
import { HistoryStrip } from './history-strip.tsx';
import { LatencySparkline } from './latency-sparkline.tsx';
import { StatusMark } from './status-mark.tsx';
import { ticksOfWhole } from './tick.ts';

interface FigureProps {
  readonly label: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

const Figure = ({ label, isWide = false, children }: FigureProps) => (
  <div className={`grid content-start gap-0.5 ${isWide ? 'col-span-2' : ''}`}>
    <dt className="text-small text-muted">{label}</dt>
    <dd className="flex min-h-6 items-center gap-2 font-semibold">{children}</dd>
  </div>
);

const tookLast = (watch: HealthWatch): string => {
  const last = watch.checks.findLast((check) => 'readiness' in check);
  return last === undefined ? '–' : `${Math.max(1, Math.round(last.tookMs))} ms`;
};

/** The whole server in one line of figures. */
export const Summary = ({
  watch,
  known,
}: {
  readonly watch: HealthWatch;
  readonly known: NonNullable<HealthWatch['known']>;
}) => {
  const parts = Object.values(known.readiness.parts);
  const working = parts.filter(({ status }) => status === 'ok').length;
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-3 border-b border-line bg-surface px-4 py-3 md:flex md:flex-wrap md:px-6">
      <Figure label="Server">
        <StatusMark status={known.readiness.status} isStale={watch.failing !== undefined} />
      </Figure>
      <Figure label="Unchanged since">
        <ClockTime at={watch.since} />
        <span className="font-normal text-muted">{spanOfTime(known.at - watch.since)}</span>
      </Figure>
      <Figure label="Parts that work">
        {working} of {parts.length}
      </Figure>
      <Figure label={watch.failing === undefined ? 'Last checked' : 'Last answer'}>
        <ClockTime at={known.at} />
      </Figure>
      <Figure label="The check took" isWide>
        <span className="min-w-12">{tookLast(watch)}</span>
        <LatencySparkline checks={watch.checks} />
      </Figure>
      <Figure label="Last checks" isWide>
        <HistoryStrip of="Server" ticks={ticksOfWhole(watch.checks)} />
      </Figure>
    </dl>
  );
};
