import type { SignedIn } from '@holdfast/protocol/identity/account';
import { expectBody } from '../oracles/expect-answer.ts';
import { personOf, type Person } from './person.ts';
import { codeAt } from './totp.ts';

export interface Guarded extends Person {
  /** What the authenticator keeps. */
  readonly factor: string;
  readonly recoveryCodes: readonly string[];
}

/** Sets a second factor up. The sign-in goes on under a new token, and has shown a code. */
export const guard = async (person: Person): Promise<Guarded> => {
  const begun = expectBody<{ secret: string }>(await person.ask('POST', '/api/v1/me/second-factor'), 201);
  const confirmed = expectBody<SignedIn & { recovery_codes: string[] }>(
    await person.ask('POST', '/api/v1/me/second-factor/confirm', {
      body: { code: codeAt(begun.secret, Date.now()) },
    }),
    200,
  );
  return {
    ...personOf(person.place, person.name, person, confirmed),
    factor: begun.secret,
    recoveryCodes: confirmed.recovery_codes,
  };
};
