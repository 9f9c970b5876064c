import type { Contract } from '../contract.ts';

/** Somebody who asks, as far as it matters for being let in. */
export interface Asker {
  readonly shows: 'nothing' | 'sign-in' | 'key';
  /** By role and scopes, as if nothing were lacking. */
  readonly may: ReadonlySet<string>;
  readonly inWorkspace: boolean;
  readonly lacks?: 'second_factor_code' | 'second_factor';
  /** Whether a secret was shown lately. */
  readonly proved: boolean;
}

export type Admission = 'let in' | 'unauthenticated' | 'forbidden' | 'second_factor_needed' | 'proof_needed';

/**
 * What a contract promises to somebody, by its words alone. Whoever decides in the server has to come to the same, and must not
 * be made from this: two who agree because one copied the other prove nothing.
 */
export const whoMay = ({ permission, needsProof }: Contract, asker: Asker): Admission => {
  const { shows, may, inWorkspace, lacks, proved } = asker;
  const isPerson = shows === 'sign-in';
  if (typeof permission === 'object' && 'open' in permission) return 'let in';
  if (shows === 'nothing') return 'unauthenticated';

  if (typeof permission === 'object' && 'account' in permission) {
    if (!isPerson) return 'forbidden';
    if (needsProof !== true) return 'let in';
    // whoever has to set up a second factor must be able to, and needs a proof for it
    if (lacks === 'second_factor_code') return 'second_factor_needed';
    return proved ? 'let in' : 'proof_needed';
  }

  const isMet = typeof permission === 'object' || may.has(permission);
  const needsWorkspace = permission !== 'instance:manage';
  if (lacks !== undefined) return 'second_factor_needed';
  if (!isMet || (needsWorkspace && !inWorkspace)) return 'forbidden';
  return needsProof === true && isPerson && !proved ? 'proof_needed' : 'let in';
};
