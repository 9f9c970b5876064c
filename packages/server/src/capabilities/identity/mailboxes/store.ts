import type { PrincipalId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import type { Read } from '../../../platform/database/transaction.ts';

/** Where a member is written to. */
export interface MemberMailbox {
  /** The id or the address by which it was asked for. */
  readonly asked: string;
  readonly id: PrincipalId;
  readonly email: string;
  readonly name: string;
}

export interface MailboxesAsked {
  readonly ids?: readonly string[];
  readonly emails?: readonly string[];
}

/** Of these, those of active members. */
export const readMailboxes = (tx: Read, { ids = [], emails = [] }: MailboxesAsked): Promise<MemberMailbox[]> =>
  tx.many(
    sql<MemberMailbox>`select asked, id, email, name from auth.mailboxes(${[...ids]}::uuid[], ${[...emails]}::text[])`,
  );
