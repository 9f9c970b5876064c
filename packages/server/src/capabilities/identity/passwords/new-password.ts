import { fail } from '../../../platform/failure.ts';

const SHORTEST = 12;

/** Whose password it is to be. */
export interface Owner {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
}

/** What a new password must be like. It is taken exactly as it comes: nothing is cut off, trimmed or made alike. */
export const refuseWeakPassword = async (field: string, password: string, _owner: Owner = {}): Promise<void> => {
  // oxlint-disable-next-line no-misused-spread -- characters as Unicode counts them, which is what guessing has to go through
  if ([...password].length < SHORTEST) refuseField(field, 'too_short', `must have ${SHORTEST} characters or more`);
};

export const refuseField = (field: string, code: string, detail: string): never =>
  fail('invalid', { detail: `/body/${field} ${detail}.`, fields: [{ pointer: `/body/${field}`, code, detail }] });
