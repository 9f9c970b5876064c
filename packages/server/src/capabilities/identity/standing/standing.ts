import type { AccountId } from '@holdfast/protocol/identity/people';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Role } from '@holdfast/protocol/permissions';

/** Who somebody is at this moment, as the database says it and not what was remembered of them. */
export interface Standing {
  readonly kind: 'member' | 'key';
  readonly id: PrincipalId;
  /** Undefined for a key, and for whoever is no member any more. */
  readonly role: Role | undefined;
  /** Their own, or of whoever made the key. */
  readonly account: AccountId | undefined;
  /** How long ago they showed a second factor with this sign-in; undefined when they never did. */
  readonly codeShownMsAgo: number | undefined;
}
