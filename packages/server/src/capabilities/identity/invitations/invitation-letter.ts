import { InvitationId } from '@holdfast/protocol/identity/invitations';
import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/define-job.ts';
import { GiveUp } from '../../../platform/jobs/endings.ts';
import { handles, type JobHandler } from '../../../platform/jobs/handler.ts';
import { letterOf, oneLine, type Letter } from '../../../platform/mail/letter.ts';
import { sendLetter } from '../../../platform/mail/send-letter.ts';
import { LETTERS } from '../letters/queue.ts';
import type { IdentityParts } from '../parts.ts';
import { hashOf } from '../secrets/secret.ts';
import { findInvited, setMail, type Invited } from './store.ts';

export const invitationLetter = defineJob({
  name: 'identity.invitation_letter',
  queue: LETTERS,
  payload: z.strictObject({
    invitation_id: InvitationId,
    /** The link, sealed: who looks at jobs must not find a way in. The same letter can be sent again with it. */
    sealed: z.string(),
  }),
});

export const sealedForInvitation = (id: InvitationId): string => `link of the invitation ${id}`;

export const writesInvitationLetters = ({ mail, secrets }: Pick<IdentityParts, 'mail' | 'secrets'>): JobHandler =>
  handles(invitationLetter, async ({ invitation_id: id, sealed }, run) => {
    const link = secrets.open(sealed, sealedForInvitation(id));
    const tokenHash = hashOf(new URL(link).hash.slice(1));
    const invited = await run.db.read((tx) => findInvited(tx, id, tokenHash));
    if (invited === undefined) return run.say('The invitation is accepted, taken back, too old, or was sent anew.');
    const { outcome, reason } = await sendLetter(
      mail,
      { to: invited.email, letter: letterOfInvitation(invited, link) },
      run.signal,
    );
    if (outcome === 'accepted') {
      await run.db.write(async (tx) => {
        await setMail(tx, id, { tokenHash, mail: 'accepted' });
        await run.finish(tx);
      });
      return;
    }
    const isOver = outcome === 'permanent' || run.isLast;
    if (isOver) await run.db.write((tx) => setMail(tx, id, { tokenHash, mail: 'refused' }));
    throw outcome === 'permanent' ? new GiveUp(reason) : new Error(reason);
  });

const letterOfInvitation = ({ workspace_name, role }: Invited, link: string): Letter =>
  letterOf({
    subject: `You are invited to ${oneLine(workspace_name)}`,
    before: [`You are invited to the workspace “${oneLine(workspace_name)}” on Holdfast, as ${WITH_ARTICLE[role]}.`],
    link: { label: 'Accept the invitation', url: link },
    after: ['The link works once, within 72 hours.', 'If you did not expect this, do nothing: nothing happens then.'],
  });

const WITH_ARTICLE: Readonly<Record<Invited['role'], string>> = {
  viewer: 'a viewer',
  analyst: 'an analyst',
  admin: 'an admin',
};
