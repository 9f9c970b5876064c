import type { SignedIn } from '@holdfast/protocol/identity/account';
import type { Answer } from '../http.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import { createCaller, nobodyAt, type Caller, type Place } from './caller.ts';

/** What somebody knows and nobody else. */
export interface Secrets {
  readonly email: string;
  readonly password: string;
}

/** Somebody with an account, signed in by a token. */
export interface Person extends Caller, Secrets {
  readonly token: string;
  readonly account: string;
  readonly signIn: string;
}

/** Long, and of no list: what a new password has to be like is no business of a proof. */
export const passwordOf = (name: string): string => `quiet ${name} counts 47 lanterns`;

/** The answer of a sign-in, to be judged. */
export const trySignIn = (place: Place, secrets: Secrets & { readonly code?: string }): Promise<Answer> =>
  nobodyAt(place).ask('POST', '/api/v1/sign-in', {
    body: {
      email: secrets.email,
      password: secrets.password,
      token: true,
      ...(secrets.code === undefined ? {} : { code: secrets.code }),
    },
  });

export const signIn = async (
  place: Place,
  name: string,
  secrets: Secrets & { readonly code?: string },
): Promise<Person> => personOf(place, name, secrets, expectBody<SignedIn>(await trySignIn(place, secrets), 200));

/** Whoever was just let in, as somebody who asks. */
export const personOf = (place: Place, name: string, { email, password }: Secrets, { me, token }: SignedIn): Person => {
  if (token === undefined) throw new Error('the answer of a sign-in that asked for a token has none');
  const caller = createCaller(place, { name, token });
  return { ...caller, token, email, password, account: me.account.id, signIn: me.sign_in.id };
};
