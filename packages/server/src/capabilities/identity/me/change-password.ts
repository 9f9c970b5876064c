import type { SignedIn } from '@holdfast/protocol/identity/account';
import type { changePassword } from '@holdfast/protocol/identity/me';
import type { Input } from '@holdfast/protocol/contract';
import { fail, refuseField } from '../../../platform/failure.ts';
import { refuseUnlessProved } from '../../../platform/http/admit.ts';
import type { AccountContext } from '../../../platform/http/context.ts';
import { signInIdOf } from '../account-id-of.ts';
import { refuseWeakPassword } from '../passwords/new-password.ts';
import { storeNewPassword } from '../passwords/store.ts';
import type { NoteAccountAct } from '../sign-ins/account-acts.ts';
import type { Opener } from '../sign-ins/opener.ts';
import { namedWorkspace } from '../authentication/named-workspace.ts';
import { ownAccount, type CheckOwnPassword, type OwnSecretParts } from './own-secret.ts';
import type { Replaced } from './replaced.ts';

export interface ChangePasswordParts extends Pick<OwnSecretParts, 'database' | 'hasher'> {
  readonly checkOwn: CheckOwnPassword;
  readonly opener: Opener;
  readonly note: NoteAccountAct;
  readonly replaced: Replaced;
}

export type ChangePassword = (ctx: AccountContext, body: Input<typeof changePassword>['body']) => Promise<SignedIn>;

/** Whoever knew the old password is out, wherever they are; whoever changed it goes on under a new id. */
export const createChangePassword =
  ({ database, hasher, checkOwn, opener, note, replaced }: ChangePasswordParts): ChangePassword =>
  async (ctx, { current_password, new_password }) => {
    const own = await ownAccount(database, ctx);
    // whoever took a sign-in may know the password as well, and must not get past the second factor with it
    if (own.has_second_factor) refuseUnlessProved(ctx.principal, ctx.clock.now());
    await checkOwn(ctx, own, current_password);
    if (new_password === current_password)
      refuseField('/body/new_password', 'unchanged', 'must differ from the current one');
    await refuseWeakPassword('new_password', new_password, own);
    const signIn = signInIdOf(ctx.principal);
    const stored = await hasher.hash(new_password, { signal: ctx.signal, lane: own.id });
    const { ended, answer } = await database.forInstance(ctx.signal).write(async (tx) => {
      const others =
        (await storeNewPassword(tx, own, stored, signIn)) ?? fail('conflict', { detail: CHANGED_MEANWHILE });
      await note(tx, ctx, own.id, { action: 'account.password_changed', facts: { ended: others.length } });
      const renewed = await opener.renew(tx, ctx, {
        account: own.id,
        signIn,
        secondFactor: false,
        named: namedWorkspace(ctx.caller),
        passwordVersion: own.password_version + 1,
      });
      return { ended: others, answer: renewed };
    });
    await replaced(signIn, ended);
    return answer;
  };

const CHANGED_MEANWHILE =
  'The password was changed at the same moment by somebody else who is signed in to this account.';
