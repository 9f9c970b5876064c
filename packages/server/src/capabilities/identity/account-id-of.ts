import type { SignInId } from '@holdfast/protocol/identity/account';
import type { AccountId } from '@holdfast/protocol/identity/people';
import { fail } from '../../platform/failure.ts';
import type { Principal } from '../../platform/http/context.ts';

/** Whose account it is. The runner lets nobody else in where an account is needed. */
export const accountIdOf = ({ account }: Principal): AccountId => account ?? fail('unauthenticated');

export const signInIdOf = ({ signIn }: Principal): SignInId =>
  (signIn as SignInId | undefined) ?? fail('unauthenticated');
