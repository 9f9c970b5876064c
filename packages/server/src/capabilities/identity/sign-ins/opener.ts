import { SignInId, type SignedIn } from '@holdfast/protocol/identity/account';
import type { AccountId } from '@holdfast/protocol/identity/people';
import { comingFrom } from '../../../platform/audit/act.ts';
import { fail } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import { readMe } from '../me/read-me.ts';
import type { InstanceWrite } from '../me/store.ts';
import type { IdentityParts } from '../parts.ts';
import { writeCookie, writeToken } from '../secrets/credential.ts';
import { hashOf, newSecret } from '../secrets/secret.ts';
import type { NoteAccountAct } from './account-acts.ts';
import type { Cookies } from './cookie.ts';
import { renewSignIn, storeSignIn } from './store.ts';

export interface Opening {
  readonly account: AccountId;
  /** As it was when the password was checked. */
  readonly passwordVersion: number;
  readonly secondFactor: boolean;
  /** Whether the client asked for a token in the place of a cookie. */
  readonly asToken: boolean;
}

/** Makes sign-ins: the row, what the client keeps of it, and what the client is told. */
export interface Opener {
  open(tx: InstanceWrite, ctx: OpenContext, opening: Opening): Promise<SignedIn>;
  /** The same sign-in under a new id, after its owner showed a secret or gained a right. */
  renew(tx: InstanceWrite, ctx: OpenContext, old: Renewal): Promise<SignedIn>;
}

export interface Renewal {
  readonly account: AccountId;
  readonly signIn: SignInId;
  readonly secondFactor: boolean;
  readonly named: string | undefined;
}

export interface OpenerParts extends Pick<IdentityParts, 'makeId' | 'settings'> {
  readonly cookies: Cookies;
  readonly note: NoteAccountAct;
}

export const createOpener = ({ makeId, settings, cookies, note }: OpenerParts): Opener => {
  const hand = (ctx: OpenContext, me: SignedIn['me'], secret: string): SignedIn => {
    if (me.sign_in.kind === 'token') return { me, token: writeToken(me.sign_in.id, secret) };
    ctx.tell('set-cookie', cookies.set(cookies.signIn, writeCookie(me.sign_in.id, secret), settings.lastsSeconds));
    return { me };
  };

  return {
    async open(tx, ctx, { account, passwordVersion, secondFactor, asToken }) {
      const [id, secret] = [SignInId.parse(makeId()), newSecret()];
      const isOpen = await storeSignIn(tx, {
        id,
        account,
        passwordVersion,
        kind: asToken ? 'token' : 'cookie',
        secretHash: hashOf(secret),
        secondFactor,
        idleSeconds: settings.idleSeconds,
        lastsSeconds: settings.lastsSeconds,
        from: comingFrom(ctx.caller),
      });
      if (!isOpen) return fail('wrong_credentials');
      await note(tx, ctx, account, {
        action: 'sign_in.succeeded',
        object: { kind: 'sign_in', id },
        facts: { second_factor: secondFactor, kind: asToken ? 'token' : 'cookie' },
      });
      return hand(ctx, await readMe(tx, account, id, undefined), secret);
    },
    async renew(tx, ctx, { account, signIn, secondFactor, named }) {
      const [id, secret] = [SignInId.parse(makeId()), newSecret()];
      const isRenewed = await renewSignIn(tx, signIn, { id, secretHash: hashOf(secret), secondFactor });
      if (!isRenewed) return fail('unauthenticated');
      return hand(ctx, await readMe(tx, account, id, named), secret);
    },
  };
};
