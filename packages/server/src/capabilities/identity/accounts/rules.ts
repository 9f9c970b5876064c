import type { Act } from '../../../platform/audit/act.ts';

interface Rights {
  readonly operator: boolean;
  readonly active: boolean;
}

/** What of a change is written down; nothing when there is none. */
export const actsOf = (was: Rights, will: Rights): readonly Pick<Act, 'action' | 'facts'>[] => [
  ...(was.operator === will.operator
    ? []
    : [{ action: 'account.operator_changed' as const, facts: { operator: will.operator } }]),
  ...(was.active === will.active
    ? []
    : [{ action: will.active ? ('account.reactivated' as const) : ('account.deactivated' as const) }]),
];
