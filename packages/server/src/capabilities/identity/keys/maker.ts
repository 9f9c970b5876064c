import { MemberId } from '@holdfast/protocol/identity/people';
import type { Permission } from '@holdfast/protocol/permissions';
import type { Timestamp } from '@holdfast/protocol/time';
import type { Read } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Principal } from '../../../platform/http/context.ts';
import { findKey } from './store.ts';

/** In whose name keys are made: a member's own, also when one of their keys does it. */
export interface Maker {
  readonly member: MemberId;
  readonly may: ReadonlySet<Permission>;
  /** When the key ends that does it. */
  readonly endsAt: Timestamp | null;
}

export const makerOf = async (tx: Read, { kind, id, permissions: may }: Principal): Promise<Maker> => {
  if (kind !== 'key') return { member: MemberId.parse(id), may, endsAt: null };
  const key = (await findKey(tx, id)) ?? fail('unauthenticated');
  return { member: key.created_by, may, endsAt: key.expires_at };
};
