import type { invite } from '@holdfast/protocol/identity/invitations';
import { HandedLink } from '../handed-link.tsx';

export type Invited = (typeof invite)['answers'][201]['_output'];

/** What came of an invitation: a link to hand over, or a letter that is on its way. */
export const InvitedSentence = ({ invited: { invitation, link } }: { readonly invited: Invited }) =>
  link === null ? (
    <p className="wrap-anywhere">A letter to {invitation.email} is on its way. Only their mailbox learns the link.</p>
  ) : (
    <HandedLink link={link} expiresAt={invitation.expires_at}>
      {invitation.email} is invited. This instance sends no mail: give them this link, by a way that you trust. Whoever
      has it can accept.
    </HandedLink>
  );
