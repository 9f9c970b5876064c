const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|z|[+-]\d\d:\d\d))?$/;

export type EdgeOfDay = 'begins' | 'ends';

/** RFC 3339 or a day, as the database writes it: in UTC with six digits. Undefined where it is neither, or no day there ever is. */
export const readMoment = (text: string, day: EdgeOfDay): string | undefined => {
  const [, year, month, date, hour, minute, second, fraction = '', zone] = MOMENT.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (hour === undefined)
    return momentOf(`${year}-${month}-${date}T${day === 'begins' ? '00:00:00' : '23:59:59'}`, 0, lastDigits[day]);
  return momentOf(`${year}-${month}-${date}T${hour}:${minute}:${second}`, minutesOf(zone ?? 'Z'), fraction);
};

const lastDigits: Readonly<Record<EdgeOfDay, string>> = { begins: '', ends: '999999' };

const minutesOf = (zone: string): number => {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

const momentOf = (local: string, minutesAhead: number, fraction: string): string | undefined => {
  const asUtc = new Date(`${local}Z`);
  // the 30th of February and the 25th hour become another time, or none
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 19) !== local) return undefined;
  const utc = new Date(asUtc.getTime() - minutesAhead * 60_000);
  const year = utc.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return undefined;
  return `${utc.toISOString().slice(0, 19)}.${fraction.slice(0, 6).padEnd(6, '0')}Z`;
};
