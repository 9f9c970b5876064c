import { ClockTime } from './clock-time.tsx';

const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const DAY_AND_TIME = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A moment as the server wrote it: its time when it is of today, else its day as well. */
export const Moment = ({ at, now }: { readonly at: string; readonly now: number }) => {
  const moment = Date.parse(at);
  if (Number.isNaN(moment)) return <>{at}</>;
  if (DAY.format(moment) === DAY.format(now)) return <ClockTime at={moment} />;
  return (
    <time dateTime={at} title={at}>
      {DAY_AND_TIME.format(moment)}
    </time>
  );
};
