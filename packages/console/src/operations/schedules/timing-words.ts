const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

const WEEKDAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'] as const;

const every = (count: number, unit: string): string => (count === 1 ? `every ${unit}` : `every ${count} ${unit}s`);

const everySeconds = (seconds: number): string => {
  const [unit, size] = UNITS.find(([, of]) => seconds >= of && seconds % of === 0) ?? ['second', 1];
  return every(seconds / size, unit);
};

const isNumber = (field: string): boolean => /^\d{1,2}$/u.test(field);
const two = (field: string): string => field.padStart(2, '0');

/** Which days, for fields that are simple enough to be said. */
const daysOf = (day: string, month: string, weekday: string): string | undefined => {
  if (month !== '*') return undefined;
  if (day === '*' && weekday === '*') return 'every day';
  if (day === '*' && weekday === '1-5') return 'from Monday to Friday';
  if (day === '*' && isNumber(weekday)) {
    const name = WEEKDAYS[Number(weekday) % 7];
    return name === undefined ? undefined : `on ${name}`;
  }
  return isNumber(day) && weekday === '*' ? `on day ${Number(day)} of each month` : undefined;
};

const cronWords = (fields: readonly string[]): string | undefined => {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const isAnyDay = day === '*' && month === '*' && weekday === '*';
  const step = /^\*\/(?<size>\d{1,2})$/u.exec(minute)?.groups?.['size'];
  if (isAnyDay && hour === '*' && minute === '*') return 'every minute';
  if (isAnyDay && hour === '*' && step !== undefined) return every(Number(step), 'minute');
  if (isAnyDay && hour === '*' && isNumber(minute)) {
    return Number(minute) === 0 ? 'every hour' : `every hour, ${Number(minute)} min past`;
  }
  const days = daysOf(day, month, weekday);
  if (days === undefined || !isNumber(hour) || !isNumber(minute)) return undefined;
  return `${days} at ${two(hour)}:${two(minute)} UTC`;
};

/** When a schedule is due, as one would say it; what is too intricate to be said stays as it is written. */
export const timingWords = (timing: string): string => {
  const seconds = /^every (?<seconds>\d{1,12}) s$/u.exec(timing)?.groups?.['seconds'];
  if (seconds !== undefined) return everySeconds(Number(seconds));
  const fields = timing.trim().split(/\s+/u);
  return (fields.length === 5 ? cronWords(fields) : undefined) ?? `${timing} (UTC)`;
};
