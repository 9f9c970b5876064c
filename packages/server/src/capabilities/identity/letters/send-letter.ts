import { defineQueue } from '../../../platform/jobs/define-job.ts';
import type { Delivery, Mail } from '../../../platform/mail/mail.ts';
import type { Letter } from './letter.ts';

/** A mail server that is away for an hour is no reason to lose a letter. */
export const LETTERS = defineQueue({
  name: 'letters',
  attempts: 10,
  timeoutMs: 90_000,
  firstPauseMs: 5000,
  longestPauseMs: 600_000,
});

/** What became of a letter to one mailbox. */
export const sendLetter = async (mail: Mail, to: string, letter: Letter, signal: AbortSignal): Promise<Delivery> => {
  const [delivery] = await mail.send({ to: [to], ...letter }, signal);
  return delivery ?? { address: to, outcome: 'temporary', reason: 'The mail server said nothing of the address.' };
};
