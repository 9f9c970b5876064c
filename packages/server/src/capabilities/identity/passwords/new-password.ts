import { fail } from '../../../platform/failure.ts';

const SHORTEST = 12;

/** What a new password must be like. It is taken exactly as it comes: nothing is cut off, trimmed or made alike. */
export const refuseWeakPassword = (field: string, password: string): void => {
  // oxlint-disable-next-line no-misused-spread -- characters as Unicode counts them, which is what guessing has to go through
  if ([...password].length < SHORTEST) refuse(field, 'too_short', `must have ${SHORTEST} characters or more`);
};

const refuse = (field: string, code: string, detail: string): never =>
  fail('invalid', { detail: `/body/${field} ${detail}.`, fields: [{ pointer: `/body/${field}`, code, detail }] });
