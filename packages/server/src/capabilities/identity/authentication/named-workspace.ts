import type { Caller } from '../../../platform/http/context.ts';

/** The workspace that a request names. */
export const namedWorkspace = ({ headers }: Pick<Caller, 'headers'>): string | undefined => {
  const named = headers['holdfast-workspace'];
  return named === undefined ? undefined : String(named);
};
