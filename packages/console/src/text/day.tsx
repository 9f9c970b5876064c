const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const WHOLE = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'long' });

/** A day as the server wrote its moment, with its year: for what is long ago or far ahead. */
export const Day = ({ at }: { readonly at: string }) => {
  const moment = Date.parse(at);
  return (
    <time dateTime={at} title={WHOLE.format(moment)}>
      {DAY.format(moment)}
    </time>
  );
};
