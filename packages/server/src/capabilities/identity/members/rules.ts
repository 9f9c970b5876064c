import type { AuditAction } from '@holdfast/protocol/audit/actions';
import type { Role } from '@holdfast/protocol/permissions';

interface Place {
  readonly role: Role;
  readonly active: boolean;
}

export interface MemberAct {
  readonly action: AuditAction;
  readonly facts?: Readonly<Record<string, string>>;
}

/** What of a change is written down; nothing when there is none. */
export const actsOf = (was: Place, will: Place): readonly MemberAct[] => [
  ...(was.role === will.role
    ? []
    : [{ action: 'member.role_changed' as const, facts: { from: was.role, to: will.role } }]),
  ...(was.active === will.active
    ? []
    : [{ action: will.active ? ('member.reactivated' as const) : ('member.deactivated' as const) }]),
];

/** Whether one admin fewer is left than before. */
export const losesAdmin = (was: Place, will: Place): boolean => manages(was) && !manages(will);

const manages = ({ role, active }: Place): boolean => role === 'admin' && active;
