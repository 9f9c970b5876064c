import { DECIDER_ROLES, EXECUTION_STATUSES, Kind, PRIORITIES, Priority } from '@holdfast/protocol/decisions/decision';
import { z } from 'zod';
import type { FilterKinds } from '../../filters/filter-kind.ts';
import { EXECUTION_WORDS } from '../execution-words.ts';

export type FilterName = 'priority' | 'kind' | 'required_role' | 'claimed' | 'execution';

const CLAIMED = [
  ['by_me', 'by me'],
  ['by_nobody', 'by nobody'],
  ['by_others', 'by others'],
] as const;

const takenBy =
  (schema: z.ZodType) =>
  (word: string): boolean =>
    schema.safeParse(word).success;

/** What decisions are narrowed by, beside what became of them. */
export const FILTER_KINDS: FilterKinds<FilterName> = {
  priority: {
    label: 'Priority',
    says: 'priority is',
    choices: PRIORITIES.toReversed().map((priority) => [priority, priority] as const),
    takes: takenBy(Priority),
  },
  kind: { label: 'Kind', says: 'kind is', hint: 'As the asker names it, like refund', takes: takenBy(Kind) },
  required_role: {
    label: 'Role',
    says: 'needs',
    choices: DECIDER_ROLES.map((role) => [role, `an ${role}`] as const),
    takes: takenBy(z.enum(DECIDER_ROLES)),
  },
  claimed: {
    label: 'Claimed',
    says: 'claimed',
    choices: CLAIMED,
    takes: takenBy(z.enum(['by_me', 'by_others', 'by_nobody'])),
  },
  execution: {
    label: 'Doing it',
    says: 'is',
    choices: EXECUTION_STATUSES.map((status) => [status, EXECUTION_WORDS[status]] as const),
    takes: takenBy(z.enum(EXECUTION_STATUSES)),
  },
};
