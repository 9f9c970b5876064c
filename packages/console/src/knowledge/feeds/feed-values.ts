import type { Feed, FeedSchedule } from '@holdfast/protocol/knowledge/feeds';
import type { ColumnMapping } from '@holdfast/protocol/knowledge/imports';
import type { Filled } from '../../forms/form.tsx';

/** What a form says of a feed, as the server takes it. */
export interface FeedValues {
  readonly name: string;
  readonly url: string;
  /** Undefined: as it is stored. */
  readonly header: { readonly name: string; readonly value: string } | null | undefined;
  readonly filename: string | null;
  readonly encoding: string | null;
  readonly mapping: ColumnMapping | null;
  readonly schedule: FeedSchedule;
  readonly retry: Feed['retry'];
}

/** In the place of a number of minutes. */
export const BY_CRON = 'cron';

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What is left as it is stored stays: a value that nobody is shown cannot be sent back. */
const headerIn = (filled: Filled, stored: Feed['header']): FeedValues['header'] => {
  const [name, value] = [filled('header_name').trim(), filled('header').trim()];
  if (value === '') return stored !== null && name === stored.name ? undefined : emptied(name, stored);
  return { name: name === '' ? 'Authorization' : name, value };
};

/** Another name needs its value, which the server says; no name means that nothing is sent. */
const emptied = (name: string, stored: Feed['header']): FeedValues['header'] =>
  stored === null || name === '' ? null : { name, value: '' };

export const valuesIn = (filled: Filled, mapping: ColumnMapping | null, stored: Feed['header'] = null): FeedValues => ({
  name: filled('name').trim(),
  url: filled('url').trim(),
  header: headerIn(filled, stored),
  filename: orNull(filled('filename')),
  encoding: orNull(filled('encoding')),
  mapping,
  schedule:
    filled('every') === BY_CRON ? { cron: filled('schedule').trim() } : { every_minutes: Number(filled('every')) },
  retry: {
    attempts: Number(filled('attempts')),
    first_pause_seconds: Number(filled('first_pause_seconds')),
    timeout_seconds: Number(filled('timeout_seconds')),
  },
});
