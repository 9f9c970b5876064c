import { HoldfastError } from '@holdfast/client/holdfast-error';
import { HoldfastUnreachable } from '@holdfast/client/holdfast-unreachable';

/** Why something that was asked for was not done, and what is known now. */
export const refusalWords = (error: Error): string => {
  if (error instanceof HoldfastUnreachable) return `${error.message} Whether it was done is not known: look again.`;
  if (!(error instanceof HoldfastError)) return `Not done: ${error.message}`;
  const { title, detail } = error.problem;
  if (error.status === 409) return `Not done, because things have changed meanwhile. ${detail === '' ? title : detail}`;
  return `Not done. ${title}${detail === '' ? '.' : `: ${detail}`}`;
};
