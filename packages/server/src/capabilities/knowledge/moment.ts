const FRACTION = /\.(\d{1,6})/u;

/** A moment that RFC 3339 understands, as the database writes it: in UTC, with six digits. */
export const momentOf = (moment: string): string => {
  const [, fraction = ''] = FRACTION.exec(moment) ?? [];
  return `${new Date(moment).toISOString().slice(0, 19)}.${fraction.padEnd(6, '0')}Z`;
};
