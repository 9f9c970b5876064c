import { Day } from './day.tsx';
import { spanOfTime } from './span-of-time.ts';

const MONTH_MS = 30 * 86_400_000;
const MINUTE_MS = 60_000;

/** How long ago something was that is known to a minute; its day when that is long ago. */
export const Ago = ({ at, now }: { readonly at: string; readonly now: number }) => {
  const age = now - Date.parse(at);
  if (age > MONTH_MS) return <Day at={at} />;
  return (
    <time dateTime={at} title={at}>
      {age < 2 * MINUTE_MS ? 'just now' : `${spanOfTime(age)} ago`}
    </time>
  );
};
