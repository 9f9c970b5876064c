import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/define-job.ts';
import { GiveUp } from '../../../platform/jobs/endings.ts';
import { handles, type JobHandler } from '../../../platform/jobs/handler.ts';
import { letterOf } from '../../../platform/mail/letter.ts';
import { sendLetter } from '../../../platform/mail/send-letter.ts';
import { LETTERS } from '../letters/queue.ts';
import { createLinks } from '../links.ts';
import type { IdentityParts } from '../parts.ts';
import { hashOf, newSecret } from '../secrets/secret.ts';
import { findAccount, noteAct } from '../sign-ins/store.ts';
import { RESET_SECONDS } from './make-reset.ts';
import { dropReset, storeReset } from './store.ts';

/** What somebody asked for. Sealed in the job: whom people write to is not for those who look at jobs. */
export const Wish = z.strictObject({
  email: z.string(),
  base: z.url(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
});
export type Wish = z.infer<typeof Wish>;

export const SEALED_FOR_RESET = 'wish for a letter to reset a password';

export const resetLetter = defineJob({
  name: 'identity.reset_letter',
  queue: LETTERS,
  payload: z.strictObject({ sealed: z.string() }),
});

/** Within the half hour for which each works; more would only fill the mailbox. */
const MOST_LETTERS = 3;

/** The token is made here: nothing but a letter ever has it. One that was not taken by the mail server, for all we know, opens nothing. */
export const writesResetLetters = ({
  audit,
  database,
  mail,
  secrets,
}: Pick<IdentityParts, 'audit' | 'database' | 'mail' | 'secrets'>): JobHandler =>
  handles(resetLetter, async ({ sealed }, run) => {
    const { email, base, ...from } = Wish.parse(JSON.parse(secrets.open(sealed, SEALED_FOR_RESET)));
    const token = newSecret();
    const to = await database.forInstance(run.signal).write(async (tx) => {
      const account = await findAccount(tx, email);
      if (account === undefined) return undefined;
      const reset = { account: account.id, hash: hashOf(token), seconds: RESET_SECONDS, most: MOST_LETTERS };
      if ((await storeReset(tx, reset)) === undefined) return undefined;
      const act = { action: 'account.reset_asked', facts: { by: 'letter' } } as const;
      audit.wrote(tx, await noteAct(tx, { ...act, account: account.id, from, traceId: run.traceId }));
      return account;
    });
    if (to === undefined) return;
    const link = createLinks(() => base).reset(token);
    const { outcome, reason } = await sendLetter(
      mail,
      { to: to.email, letter: letterOfReset(to.name, link) },
      run.signal,
    );
    if (outcome === 'accepted') return;
    await database.forInstance(run.signal).write((tx) => dropReset(tx, hashOf(token)));
    if (outcome === 'permanent') throw new GiveUp(reason);
    throw new Error(reason);
  });

const letterOfReset = (name: string, link: string) =>
  letterOf({
    subject: 'Set a new password for Holdfast',
    greeting: name,
    before: ['Somebody, probably you, asked to set a new password for your account.'],
    link: { label: 'Set a new password', url: link },
    after: [
      'The link works once, within 30 minutes. When you use it, you are signed out everywhere; a second factor is asked for as before.',
      'If you did not ask for this, do nothing: your password stays as it is.',
    ],
  });
