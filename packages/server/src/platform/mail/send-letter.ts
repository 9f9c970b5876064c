import type { Letter } from './letter.ts';
import type { Delivery, Mail } from './mail.ts';

export interface Posting {
  readonly to: string;
  readonly letter: Letter;
  /** The same for every attempt at the same letter. */
  readonly messageId?: string;
}

/** What became of a letter to one mailbox. */
export const sendLetter = async (
  mail: Mail,
  { to, letter, messageId }: Posting,
  signal: AbortSignal,
): Promise<Delivery> => {
  const message = { to: [to], ...letter, ...(messageId === undefined ? {} : { messageId }) };
  const [delivery] = await mail.send(message, signal);
  return delivery ?? { address: to, outcome: 'temporary', reason: 'The mail server said nothing of the address.' };
};
