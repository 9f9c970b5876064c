import { TraceFilters } from '@holdfast/protocol/traces/filters';
import type { TraceFacets } from '@holdfast/protocol/traces/overview';

/** What traces are narrowed by, beside time and text, each by the name it has in the address. */
export const FILTER_NAMES = [
  'status',
  'name',
  'service',
  'model',
  'agent',
  'tag',
  'session',
  'user',
  'min_duration_ms',
  'max_duration_ms',
  'min_cost_usd',
  'max_cost_usd',
  'min_tokens',
  'attribute',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export interface FilterKind {
  /** In the choice of what to filter by. */
  readonly label: string;
  /** Before the value on a chip. */
  readonly says: string;
  readonly unit?: string;
  readonly isNumber?: boolean;
  readonly hint?: string;
  /** Where values are suggested from. */
  readonly facet?: keyof Omit<TraceFacets, 'traces'>;
}

export const FILTER_KINDS: Readonly<Record<FilterName, FilterKind>> = {
  status: { label: 'Status', says: 'status is', facet: 'status', hint: 'ok, error or open' },
  name: { label: 'Name', says: 'name is', facet: 'name' },
  service: { label: 'Service', says: 'a span of', facet: 'service' },
  model: { label: 'Model', says: 'asked', facet: 'model' },
  agent: { label: 'Agent', says: 'agent is', facet: 'agent' },
  tag: { label: 'Tag', says: 'tagged', facet: 'tag' },
  session: { label: 'Session', says: 'session is' },
  user: { label: 'User', says: 'user is', facet: 'user' },
  min_duration_ms: { label: 'Took at least', says: 'took at least', unit: 'ms', isNumber: true },
  max_duration_ms: { label: 'Took at most', says: 'took at most', unit: 'ms', isNumber: true },
  min_cost_usd: { label: 'Cost at least', says: 'cost at least', unit: 'USD', isNumber: true },
  max_cost_usd: { label: 'Cost at most', says: 'cost at most', unit: 'USD', isNumber: true },
  min_tokens: { label: 'Tokens at least', says: 'at least', unit: 'tokens', isNumber: true },
  attribute: { label: 'Attribute', says: 'attribute', hint: 'A name, = and a value: http.route=/orders' },
};

/** As it is asked for, or undefined where nobody could ask so. */
export const readFilter = (name: FilterName, word: string): string | number | undefined => {
  const given = FILTER_KINDS[name].isNumber === true ? Number(word) : word;
  if (word.trim() === '') return undefined;
  const read = TraceFilters.shape[name].safeParse(given);
  return read.success ? read.data : undefined;
};

/** A value as it is said everywhere else. */
export const valueWords = (name: FilterName, value: string): string => {
  if (value === '') return 'unnamed';
  return name === 'status' && value === 'error' ? 'failed' : value;
};

/** `took at least 2000 ms`. */
export const filterWords = (name: FilterName, word: string): string => {
  const { says, unit } = FILTER_KINDS[name];
  return [says, valueWords(name, word), unit].filter((part) => part !== undefined).join(' ');
};
