import type { AuditAction } from '@holdfast/protocol/audit/actions';

interface Rights {
  readonly operator: boolean;
  readonly active: boolean;
}

export interface AccountAct {
  readonly action: AuditAction;
  readonly facts?: Readonly<Record<string, boolean>>;
}

/** What of a change is written down; nothing when there is none. */
export const actsOf = (was: Rights, will: Rights): readonly AccountAct[] => [
  ...(was.operator === will.operator
    ? []
    : [{ action: 'account.operator_changed' as const, facts: { operator: will.operator } }]),
  ...(was.active === will.active
    ? []
    : [{ action: will.active ? ('account.reactivated' as const) : ('account.deactivated' as const) }]),
];
