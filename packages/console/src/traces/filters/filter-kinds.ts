import { TraceFilters } from '@holdfast/protocol/traces/filters';
import type { TraceFacets } from '@holdfast/protocol/traces/overview';
import type { FilterKind, FilterKinds } from '../../filters/filter-kind.ts';

export type FilterName = Exclude<keyof TraceFilters, 'q' | 'from' | 'to'>;

/** As it is asked for, or undefined where nobody could ask so. */
export const readFilter = (name: FilterName, word: string): string | number | undefined => {
  if (word.trim() === '') return undefined;
  const read = TraceFilters.shape[name].safeParse(FILTER_KINDS[name].isNumber === true ? Number(word) : word);
  return read.success ? read.data : undefined;
};

const unlessUnnamed = (value: string): string => (value === '' ? 'unnamed' : value);

const kind = (name: FilterName, rest: Omit<FilterKind, 'takes'>): FilterKind => ({
  words: unlessUnnamed,
  ...rest,
  takes: (word) => readFilter(name, word) !== undefined,
});

const number = (name: FilterName, label: string, says: string, unit: string): FilterKind =>
  kind(name, { label, says, unit, isNumber: true });

/** What traces are narrowed by, beside time and text. */
export const FILTER_KINDS: FilterKinds<FilterName> = {
  status: kind('status', {
    label: 'Status',
    says: 'status is',
    hint: 'ok, error or open',
    words: (value) => (value === 'error' ? 'failed' : value),
  }),
  name: kind('name', { label: 'Name', says: 'name is' }),
  service: kind('service', { label: 'Service', says: 'a span of' }),
  model: kind('model', { label: 'Model', says: 'asked' }),
  agent: kind('agent', { label: 'Agent', says: 'agent is' }),
  tag: kind('tag', { label: 'Tag', says: 'tagged' }),
  session: kind('session', { label: 'Session', says: 'session is' }),
  user: kind('user', { label: 'User', says: 'user is' }),
  min_duration_ms: number('min_duration_ms', 'Took at least', 'took at least', 'ms'),
  max_duration_ms: number('max_duration_ms', 'Took at most', 'took at most', 'ms'),
  min_cost_usd: number('min_cost_usd', 'Cost at least', 'cost at least', 'USD'),
  max_cost_usd: number('max_cost_usd', 'Cost at most', 'cost at most', 'USD'),
  min_tokens: number('min_tokens', 'Tokens at least', 'at least', 'tokens'),
  attribute: kind('attribute', {
    label: 'Attribute',
    says: 'attribute',
    hint: 'A name, = and a value: http.route=/orders',
  }),
};

/** What traces are counted by. */
export const FACETS = ['status', 'name', 'service', 'model', 'agent', 'tag', 'user'] as const;
type Facet = (typeof FACETS)[number];

const isFacet = (name: FilterName): name is Facet => (FACETS as readonly string[]).includes(name);

/** Values that there are. */
export const valuesOf = (name: FilterName, facets: TraceFacets | undefined): readonly string[] =>
  facets !== undefined && isFacet(name) ? facets[name].map(({ value }) => value) : [];
