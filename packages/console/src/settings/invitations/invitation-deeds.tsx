import { type Invitation, renewInvitation, revokeInvitation } from '@holdfast/protocol/identity/invitations';
import { type Deed, deed } from '../../deeds/deed.ts';
import { InvitedSentence } from './invited-sentence.tsx';

export const renewing = ({ id, email }: Invitation): Deed =>
  deed({
    act: 'Send again',
    ask: (holdfast) => holdfast.bodyOf(renewInvitation, { params: { invitation_id: id } }),
    done: (invited) => <InvitedSentence invited={invited} />,
    question: {
      title: `Send the invitation to ${email} again?`,
      keep: 'Leave it',
      sentence: 'There is a new link then. The one before works no more.',
    },
  });

export const takingBack = ({ id, email }: Invitation): Deed =>
  deed({
    act: 'Take back',
    ask: (holdfast) => holdfast.call(revokeInvitation, { params: { invitation_id: id } }),
    done: () => `The invitation to ${email} is taken back. Its link works no more.`,
    question: {
      title: `Take the invitation to ${email} back?`,
      keep: 'Leave it',
      sentence: 'Its link works no more. You can invite them anew.',
    },
  });
