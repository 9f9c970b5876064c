import type { AuditAction } from '@holdfast/protocol/audit/actions';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { Caller, Principal } from '../http/context.ts';

/** Something that was done, as it is written down for good. No text of people: who and what are named by ids. */
export interface Act {
  readonly action: AuditAction;
  readonly actor: Actor;
  readonly object?: { readonly kind: string; readonly id: string };
  /** What else matters of it, as words of ours and numbers. */
  readonly facts?: Readonly<Record<string, Fact>>;
  readonly personal?: Personal;
}

export type Fact = string | number | boolean | null | readonly string[];

export interface Actor {
  readonly kind: 'member' | 'key' | 'account' | 'system';
  readonly id: string | null;
}

/** From where and with what somebody came. Erased with the person. */
export interface Personal {
  readonly account: AccountId | undefined;
  readonly address: string | null;
  readonly agent: string | null;
}

/** What whoever asks has in common in all that they do with this request. */
export const doneBy = ({
  principal,
  caller,
}: {
  readonly principal: Principal;
  readonly caller: Caller;
}): Pick<Act, 'actor' | 'personal'> => ({
  actor: { kind: principal.kind, id: principal.id },
  personal: { account: principal.account, ...comingFrom(caller) },
});

/** The same in the instance's own trail, where people are accounts and not members of some workspace. */
export const doneInInstance = (asking: Parameters<typeof doneBy>[0]): Pick<Act, 'actor' | 'personal'> => {
  const { account } = asking.principal;
  return { ...doneBy(asking), ...(account === undefined ? {} : { actor: { kind: 'account', id: account } }) };
};

const LONGEST_AGENT = 300;

export const comingFrom = ({ address, headers }: Caller): Pick<Personal, 'address' | 'agent'> => ({
  address,
  agent: headers['user-agent']?.slice(0, LONGEST_AGENT) ?? null,
});
