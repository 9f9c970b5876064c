import { SignInId, type SignedIn } from '@holdfast/protocol/identity/account';
import type { AccountId } from '@holdfast/protocol/identity/people';
import { comingFrom } from '../../../platform/audit/act.ts';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import { fail } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import { readMe } from '../me/read-me.ts';
import type { InstanceWrite } from '../../../platform/database/transaction.ts';
import type { IdentityParts } from '../parts.ts';
import { writeCookie, writeToken } from '../secrets/credential.ts';
import { hashOf, newSecret } from '../secrets/secret.ts';
import type { NoteAccountAct } from './account-acts.ts';
import { placeDigestOf } from '../tries/guards.ts';
import { rememberPlace } from '../tries/store.ts';
import type { Cookies } from './cookie.ts';
import type { KnownDevices } from './known-device.ts';
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
  /** A new password: the browser is known by it from now on. */
  readonly passwordVersion?: number;
}

export interface OpenerParts extends Pick<IdentityParts, 'makeId' | 'settings'> {
  readonly cookies: Cookies;
  readonly devices: KnownDevices;
  readonly note: NoteAccountAct;
}

export const createOpener = ({ makeId, settings, cookies, devices, note }: OpenerParts): Opener => {
  /** A transaction may run twice, or fail at its end: nobody is given a cookie of a sign-in that is none. */
  const keep = (tx: InstanceWrite, ctx: OpenContext, cookie: string): void =>
    afterCommit(tx, () => ctx.tell('set-cookie', cookie));
  const hand = (tx: InstanceWrite, ctx: OpenContext, me: SignedIn['me'], secret: string): SignedIn => {
    if (me.sign_in.kind === 'token') return { me, token: writeToken(me.sign_in.id, secret) };
    keep(tx, ctx, cookies.set(cookies.signIn, writeCookie(me.sign_in.id, secret), settings.lastsSeconds));
    return { me };
  };
  /** So that strangers who try its password do not keep the account's owner out. */
  const remember = async (tx: InstanceWrite, ctx: OpenContext, one: Opening): Promise<void> => {
    if (one.asToken) await rememberPlace(tx, one.account, placeDigestOf(ctx.caller.address));
    else keep(tx, ctx, devices.write(ctx.caller.headers, one));
  };

  return {
    async open(tx, ctx, opening) {
      const { account, passwordVersion, secondFactor, asToken } = opening;
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
      await remember(tx, ctx, opening);
      return hand(tx, ctx, await readMe(tx, account, id, undefined), secret);
    },
    async renew(tx, ctx, { account, signIn, secondFactor, named, passwordVersion }) {
      const [id, secret] = [SignInId.parse(makeId()), newSecret()];
      const isRenewed = await renewSignIn(tx, signIn, { id, secretHash: hashOf(secret), secondFactor });
      if (!isRenewed) return fail('unauthenticated');
      const me = await readMe(tx, account, id, named);
      if (passwordVersion !== undefined && me.sign_in.kind === 'cookie')
        keep(tx, ctx, devices.write(ctx.caller.headers, { account, passwordVersion }));
      return hand(tx, ctx, me, secret);
    },
  };
};
