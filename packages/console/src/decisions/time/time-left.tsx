import { countdownWords, type Urgency, urgencyOf } from './countdown-words.ts';

const TONES: Readonly<Record<Urgency, string>> = { over: 'text-bad', soon: 'text-warn', later: 'text-muted' };
const LOUD_TONES: Readonly<Record<Urgency, string>> = { over: 'text-bad', soon: 'text-warn', later: 'text-ink' };
const FILLS: Readonly<Record<Urgency, string>> = { over: 'fill-bad', soon: 'fill-warn', later: 'fill-accent' };

interface TimeLeftProps {
  readonly since: string;
  readonly until: string;
  /** By the server's clock. */
  readonly now: number;
}

const leftOf = ({ since, until, now }: TimeLeftProps) => {
  const leftMs = Date.parse(until) - now;
  const wholeMs = Date.parse(until) - Date.parse(since);
  return { leftMs, share: Math.min(1, Math.max(0, leftMs / wholeMs)), urgency: urgencyOf(leftMs, wholeMs) };
};

/** In a row of a list. */
export const TimeLeft = (props: TimeLeftProps) => {
  const { leftMs, urgency } = leftOf(props);
  return (
    <time dateTime={props.until} title={props.until} className={`whitespace-nowrap ${TONES[urgency]}`}>
      {urgency === 'over' ? 'time is over' : `${countdownWords(leftMs)} left`}
    </time>
  );
};

/** The loudest number of a page. */
export const Countdown = (props: TimeLeftProps) => {
  const { leftMs, share, urgency } = leftOf(props);
  return (
    <div className="grid gap-1 sm:justify-items-end">
      <time
        dateTime={props.until}
        title={props.until}
        className={`text-title font-semibold whitespace-nowrap ${LOUD_TONES[urgency]}`}
      >
        <span className="sr-only">Time left: </span>
        {urgency === 'over' ? 'Time is over' : countdownWords(leftMs)}
      </time>
      <svg aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none" className="h-1 w-24 rounded-full bg-line">
        <rect width={share * 100} height="1" className={FILLS[urgency]} />
      </svg>
    </div>
  );
};
