const CLOCK = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'long' });

export const clockTime = (at: number): string => CLOCK.format(at);

/** A moment of today; the whole of it shows when one points at it. */
export const ClockTime = ({ at }: { readonly at: number }) => (
  <time dateTime={new Date(at).toISOString()} title={DATE.format(at)}>
    {clockTime(at)}
  </time>
);
