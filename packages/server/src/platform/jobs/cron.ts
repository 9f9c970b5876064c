/** A parsed cron expression of five fields, in UTC. */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** When both days are restricted, either is enough: so says cron. */
  readonly anyDay: boolean;
}

const FIELD = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The 29th of February comes at least every eight years. */
const MOST_DAYS = 366 * 9;

export const parseCron = (text: string): Cron => {
  const fields = text.trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  if (fields.length !== 5) throw new RangeError(`${text} is no cron expression: it needs five fields`);
  const weekdays = parseField(text, weekday, 0, 7);
  return {
    minutes: parseField(text, minute, 0, 59),
    hours: parseField(text, hour, 0, 23),
    days: parseField(text, day, 1, 31),
    months: parseField(text, month, 1, 12),
    weekdays: new Set([...weekdays].map((one) => one % 7)),
    anyDay: !day.startsWith('*') && !weekday.startsWith('*'),
  };
};

const parseField = (text: string, field: string, from: number, to: number): Set<number> => {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = FIELD.exec(part);
    const [, first, last, step] = match ?? [];
    const low = first === undefined ? from : Number(first);
    const high = last !== undefined ? Number(last) : first === undefined || step !== undefined ? to : low;
    const by = step === undefined ? 1 : Number(step);
    if (match === null || low < from || high > to || low > high || by < 1)
      throw new RangeError(`${text} is no cron expression: ${part} is not within ${from} to ${to}`);
    for (let value = low; value <= high; value += by) values.add(value);
  }
  return values;
};

/** The first time after this one, in milliseconds since 1970. */
export const nextOfCron = (cron: Cron, after: number): number => {
  const start = Math.floor(after / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  for (let day = Math.floor(start / DAY_MS) * DAY_MS, days = 0; days < MOST_DAYS; day += DAY_MS, days += 1) {
    if (!isDay(cron, new Date(day))) continue;
    for (const hour of sorted(cron.hours)) {
      for (const minute of sorted(cron.minutes)) {
        const time = day + (hour * 60 + minute) * MINUTE_MS;
        if (time >= start) return time;
      }
    }
  }
  throw new RangeError('This cron expression never comes: the month has no such day');
};

const sorted = (values: ReadonlySet<number>): number[] => [...values].toSorted((left, right) => left - right);

const isDay = ({ days, months, weekdays, anyDay }: Cron, date: Date): boolean => {
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const [byDay, byWeekday] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
  return anyDay ? byDay || byWeekday : byDay && byWeekday;
};
