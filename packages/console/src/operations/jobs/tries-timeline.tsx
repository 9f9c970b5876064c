import { clockTime } from '../../text/clock-time.tsx';
import { Moment } from '../../text/moment.tsx';
import { took } from '../../text/took.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import type { Try } from './tries.ts';

interface TriesTimelineProps {
  readonly tries: readonly Try[];
  readonly now: number;
}

interface SpanBarProps {
  readonly one: Try;
  readonly begin: number;
  readonly end: number;
  readonly now: number;
}

const FILLS: Partial<Readonly<Record<Try['outcome'], string>>> = {
  running: 'fill-info',
  done: 'fill-ok',
  handed_back: 'fill-muted',
  cancelled: 'fill-muted',
};

/** Where a try lies between the first begin and the last end; what waited between them is seen as nothing. */
const SpanBar = ({ one, begin, end, now }: SpanBarProps) => {
  const scale = 100 / Math.max(1, end - begin);
  const width = Math.max(1, ((one.endedAt ?? now) - one.startedAt) * scale);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      className={`hidden h-3 w-full lg:block ${FILLS[one.outcome] ?? 'fill-bad'}`}
    >
      <rect y="4.5" width="100" height="1" className="fill-line" />
      <rect x={Math.min(100 - width, (one.startedAt - begin) * scale)} width={width} height="10" />
    </svg>
  );
};

/** The tries one under the other, each with its node, how long it took and how it ended. */
export const TriesTimeline = ({ tries, now }: TriesTimelineProps) => {
  const begin = tries[0]?.startedAt ?? now;
  const end = Math.max(...tries.map(({ endedAt }) => endedAt ?? now));
  return (
    <ol>
      {tries.map((one) => (
        <li
          key={`${one.number} ${one.startedAt}`}
          className="grid grid-cols-[max-content_minmax(0,1fr)_max-content] items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2 first:border-t-0 lg:grid-cols-[96px_48px_minmax(0,1fr)_64px_112px_minmax(0,180px)]"
        >
          <span className="text-small text-muted">
            <Moment at={new Date(one.startedAt).toISOString()} now={now} />
          </span>
          <span className="text-small text-muted">Try {one.number}</span>
          <SpanBar one={one} begin={begin} end={end} now={now} />
          <span
            className="text-right text-small"
            title={one.endedAt === undefined ? '' : `until ${clockTime(one.endedAt)}`}
          >
            {took((one.endedAt ?? now) - one.startedAt)}
          </span>
          <span>
            <OutcomeMark outcome={one.outcome} />
          </span>
          <span className="col-span-2 font-mono text-small text-muted wrap-anywhere lg:col-span-1">{one.node}</span>
          {one.error !== null && (
            <span className="col-span-full wrap-anywhere whitespace-pre-wrap lg:col-start-3">{one.error}</span>
          )}
        </li>
      ))}
    </ol>
  );
};
