import { REASONS, type ReasonCode, type RecipientStatus } from '@holdfast/protocol/notifications/batches';
import type { Channel } from '@holdfast/protocol/notifications/topics';
import type { PrincipalId } from '@holdfast/protocol/ids';
import { isMailAddress } from '../../../platform/mail/mailbox.ts';
import type { MailboxesAsked, MemberMailbox } from '../../identity/index.ts';

/** A recipient, and what became of it before anything was sent. */
export interface SortedOut {
  readonly number: number;
  readonly recipient: string;
  readonly member: PrincipalId | null;
  readonly status: RecipientStatus;
  readonly code: ReasonCode | null;
  readonly reason: string | null;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isId = (recipient: string): boolean => ID.test(recipient);

/** Whom identity is to be asked for. */
export const askedIn = (recipients: readonly string[]): Required<MailboxesAsked> => ({
  ids: recipients.filter(isId).map((id) => id.toLowerCase()),
  emails: recipients.filter((one) => !isId(one) && isMailAddress(one)),
});

export interface Sorting {
  readonly channel: Channel;
  readonly mailboxes: readonly MemberMailbox[];
  readonly isWanted: (member: PrincipalId) => boolean;
}

/** In the order in which they were named: whom it can be sent to, and why not to the others. */
export const sortOut = (
  recipients: readonly string[],
  { channel, mailboxes, isWanted }: Sorting,
): readonly SortedOut[] => {
  const members = new Map(mailboxes.map(({ asked, id }) => [asked, id]));
  const seen = new Set<string>();
  return recipients.map((recipient, index) => {
    const member = members.get(isId(recipient) ? recipient.toLowerCase() : recipient) ?? null;
    const code = faultOf(recipient, channel, member) ?? repeated(seen, member ?? recipient.toLowerCase());
    const refused = code ?? (member !== null && !isWanted(member) ? 'opted_out' : undefined);
    return { number: index + 1, recipient, member, ...standingOf(refused) };
  });
};

const faultOf = (recipient: string, channel: Channel, member: PrincipalId | null): ReasonCode | undefined => {
  if (member !== null) return undefined;
  if (isId(recipient)) return 'not_a_member';
  if (!isMailAddress(recipient)) return 'bad_address';
  return channel === 'in_app' ? 'not_a_member' : undefined;
};

const repeated = (seen: Set<string>, key: string): ReasonCode | undefined => {
  if (seen.has(key)) return 'duplicate';
  seen.add(key);
  return undefined;
};

const SKIPPED: ReadonlySet<ReasonCode> = new Set(['duplicate', 'opted_out']);

/** What becomes of a recipient to whom it is not sent. */
export const unsentBecause = (code: ReasonCode): 'skipped' | 'failed' => (SKIPPED.has(code) ? 'skipped' : 'failed');

const standingOf = (code: ReasonCode | undefined): Pick<SortedOut, 'status' | 'code' | 'reason'> => {
  if (code === undefined) return { status: 'waiting', code: null, reason: null };
  return { status: unsentBecause(code), code, reason: REASONS[code] };
};
