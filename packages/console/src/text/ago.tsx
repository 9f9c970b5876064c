import { Day } from './day.tsx';
import { spanOfTime } from './span-of-time.ts';

const MONTH_MS = 30 * 86_400_000;
const MINUTE_MS = 60_000;

interface AgoProps {
  readonly at: string;
  readonly now: number;
  /** Written down once a minute at most, so that what is a minute old may go on. */
  readonly isRough?: boolean;
}

/** How long ago something was; its day when that is long ago. */
export const Ago = ({ at, now, isRough = false }: AgoProps) => {
  const age = now - Date.parse(at);
  if (age > MONTH_MS) return <Day at={at} />;
  return (
    <time dateTime={at} title={at}>
      {age < (isRough ? 2 : 1) * MINUTE_MS ? 'just now' : `${spanOfTime(age)} ago`}
    </time>
  );
};
