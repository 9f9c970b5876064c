import { HoldfastError } from '@holdfast/client/holdfast-error';

/** Why somebody may not see a page: nobody is signed in, or that one lacks a permission. */
export type Refusal = 'signed out' | 'forbidden';

export const refusalOf = (error: Error | undefined): Refusal | undefined => {
  if (!(error instanceof HoldfastError)) return undefined;
  if (error.status === 401) return 'signed out';
  return error.status === 403 ? 'forbidden' : undefined;
};
