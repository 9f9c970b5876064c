import { HoldfastError } from '@holdfast/client/holdfast-error';
import { HoldfastUnreachable } from '@holdfast/client/holdfast-unreachable';
import { spanOfTime } from '../text/span-of-time.ts';

const waitWords = ({ retryAfter }: HoldfastError): string =>
  retryAfter === undefined ? 'Try again in a while.' : `Try again in ${spanOfTime(retryAfter * 1_000)}.`;

/** Why something that was asked for was not done, and what is known now. */
export const refusalWords = (error: Error): string => {
  if (error instanceof HoldfastUnreachable) return `${error.message} Whether it was done is not known: look again.`;
  if (!(error instanceof HoldfastError)) return `Not done: ${error.message}`;
  if (error.code === 'proof_needed') return 'Not done: it asks you to show that it is you, and you did not.';
  if (error.code === 'too_many_tries' || error.code === 'sign_in_busy')
    return `${error.problem.title}. ${waitWords(error)}`;
  const { title, detail } = error.problem;
  if (error.code === 'stale') return 'Not done, because it was changed meanwhile. See how it is now, and decide anew.';
  if (error.code === 'conflict' && detail !== '') return `Not done. ${detail}`;
  return `Not done. ${title}${detail === '' ? '.' : `: ${detail}`}`;
};
