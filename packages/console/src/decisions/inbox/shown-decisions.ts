import { DECISION_STATUSES, type DecisionStatus, OPEN_STATUSES } from '@holdfast/protocol/decisions/decision';
import { listDecisions } from '@holdfast/protocol/decisions/decisions';
import { z } from 'zod';
import { type ChosenFilters, readFilters } from '../../filters/chosen-filters.ts';
import type { Words } from '../../routing/paths.ts';
import { FILTER_KINDS, type FilterName } from './filter-kinds.ts';

const USUAL: DecisionStatus = 'pending';
const Status = z.enum(DECISION_STATUSES);

/** Which decisions are shown, as the address says it. What it says and nobody can ask for is left out. */
export interface ShownDecisions {
  readonly status: DecisionStatus;
  readonly filters: ChosenFilters<FilterName>;
}

const isOpen = (status: DecisionStatus): boolean => OPEN_STATUSES.some((open) => open === status);

/** Nothing is done of what is open: whoever looks how doing it stands looks at what was approved. */
const statusIn = (words: URLSearchParams, { execution }: ShownDecisions['filters']): DecisionStatus => {
  const status = Status.catch(USUAL).parse(words.get('status'));
  return execution !== undefined && isOpen(status) ? 'approved' : status;
};

export const readShown = (search: string): ShownDecisions => {
  const words = new URLSearchParams(search);
  const filters = readFilters(FILTER_KINDS, words);
  return { status: statusIn(words, filters), filters };
};

/** The same of another status. */
export const ofStatus = ({ filters }: ShownDecisions, status: DecisionStatus): ShownDecisions => {
  const { execution, ...others } = filters;
  return { status, filters: execution === undefined || isOpen(status) ? others : filters };
};

/** The same as it stands in the address. */
export const wordsOf = ({ status, filters }: ShownDecisions): Words => ({
  ...filters,
  status: status === USUAL ? undefined : status,
});

/** The same as the server is asked for it. */
export const askedOf = ({ status, filters }: ShownDecisions) => listDecisions.query.parse({ status, ...filters });

export const isFiltered = ({ filters }: ShownDecisions): boolean => Object.keys(filters).length > 0;
