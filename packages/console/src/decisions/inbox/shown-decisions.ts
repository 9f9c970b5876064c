import { DECISION_STATUSES, type DecisionStatus } from '@holdfast/protocol/decisions/decision';
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

export const readShown = (search: string): ShownDecisions => {
  const words = new URLSearchParams(search);
  return { status: Status.catch(USUAL).parse(words.get('status')), filters: readFilters(FILTER_KINDS, words) };
};

/** The same as it stands in the address. */
export const wordsOf = ({ status, filters }: ShownDecisions): Words => ({
  ...filters,
  status: status === USUAL ? undefined : status,
});

/** The same as the server is asked for it. */
export const askedOf = ({ status, filters }: ShownDecisions) => listDecisions.query.parse({ status, ...filters });

export const isFiltered = ({ filters }: ShownDecisions): boolean => Object.keys(filters).length > 0;
