import { isMailAddress } from './mailbox.ts';
import type { Message } from './mail.ts';

const MOST_RECIPIENTS = 100;
const LONGEST_SUBJECT = 998;
const MESSAGE_ID = /^<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>$/;

/** Why a message is not sent at all, so that no text of somebody else's can become a header or a recipient. */
export const objectionTo = ({ to, subject, messageId }: Message): string | undefined => {
  if (to.length === 0) return 'The message has no recipient.';
  if (to.length > MOST_RECIPIENTS) return `The message has more than ${MOST_RECIPIENTS} recipients. Send it in parts.`;
  if (!to.every(isMailAddress)) return 'A recipient is no mail address.';
  if (/\p{Cc}|\u2028|\u2029/u.test(subject)) return 'The subject has a line break or another control character.';
  if (subject.length > LONGEST_SUBJECT) return `The subject has more than ${LONGEST_SUBJECT} characters.`;
  if (messageId !== undefined && !MESSAGE_ID.test(messageId)) return 'The message id is none.';
  return undefined;
};
