import type { SignedIn } from '@holdfast/protocol/identity/account';
import type { proveMe } from '@holdfast/protocol/identity/me';
import type { Input } from '@holdfast/protocol/contract';
import { fail } from '../../../platform/failure.ts';
import type { AccountContext } from '../../../platform/http/context.ts';
import { signInIdOf } from '../account-id-of.ts';
import type { CheckSecondFactor } from '../second-factor/check.ts';
import type { NoteAccountAct } from '../sign-ins/account-acts.ts';
import type { Opener } from '../sign-ins/opener.ts';
import { namedWorkspace } from '../authentication/named-workspace.ts';
import { ownAccount, trierOf, type CheckOwnPassword, type OwnSecretParts } from './own-secret.ts';
import type { Replaced } from './replaced.ts';

export interface ProveParts extends Pick<OwnSecretParts, 'database' | 'tries' | 'noteTry'> {
  readonly checkOwn: CheckOwnPassword;
  readonly checkSecondFactor: CheckSecondFactor;
  readonly opener: Opener;
  readonly note: NoteAccountAct;
  readonly replaced: Replaced;
}

type Body = Input<typeof proveMe>['body'];
export type Prove = (ctx: AccountContext, body: Body) => Promise<SignedIn>;

/** Of two who prove with the same sign-in at once, one goes on: the other's is gone when its turn comes. */
export const createProve = (parts: ProveParts): Prove => {
  const { database, checkOwn, checkSecondFactor, tries, noteTry, opener, note, replaced } = parts;
  return async (ctx, { password, code, recovery_code }) => {
    const own = await ownAccount(database, ctx);
    const signIn = signInIdOf(ctx.principal);
    const isByCode = password === undefined;
    const trier = trierOf(ctx, own.id);
    // whoever took a sign-in may know the password as well, and must not get past the second factor with it
    if (!isByCode && own.has_second_factor) fail('code_needed');
    if (!isByCode) await checkOwn(ctx, own, password);
    else if (!own.has_second_factor) fail('conflict', { detail: NO_SECOND_FACTOR });
    else if (!(await tries.take(trier))) fail('wrong_credentials');
    const answer = await database.forInstance(ctx.signal).write(async (tx) => {
      if (isByCode && !(await checkSecondFactor(tx, ctx, own.id, { code, recovery_code }))) return undefined;
      await note(tx, ctx, own.id, {
        action: 'sign_in.proved',
        object: { kind: 'sign_in', id: signIn },
        facts: { secret: isByCode ? 'code' : 'password' },
      });
      return opener.renew(tx, ctx, {
        account: own.id,
        signIn,
        secondFactor: isByCode,
        named: namedWorkspace(ctx.caller),
      });
    });
    if (answer === undefined) {
      noteTry(ctx, own.id, 'code');
      return fail('wrong_credentials');
    }
    if (isByCode) await tries.giveBack(trier);
    await replaced(signIn);
    return answer;
  };
};

const NO_SECOND_FACTOR = 'This account has no second factor to show a code of. Show the password.';
