const two = (part: number): string => String(part).padStart(2, '0');

/** A moment as a field for day and time has it, in the time of this device: `2026-05-01T09:30`. Empty for none. */
export const localMoment = (at: string | null): string => {
  if (at === null) return '';
  const moment = new Date(at);
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
};

/** What was filled in, as the server takes it. What says the same as before stays as it was, to the microsecond. */
export const momentOf = (filled: string, before: string | null): string | null => {
  if (filled === localMoment(before)) return before;
  return filled === '' ? null : new Date(filled).toISOString();
};
