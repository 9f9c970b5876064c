import type { SignedIn } from '@holdfast/protocol/identity/account';
import type { signIn } from '@holdfast/protocol/identity/sign-in';
import type { Input } from '@holdfast/protocol/contract';
import { availableParallelism } from 'node:os';
import type { Database } from '../../../platform/database/database.ts';
import { fail, Failure } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import { placeOf } from '../../../platform/limits/address-place.ts';
import { createHashingTurns } from '../passwords/hashing-turns.ts';
import type { CheckSecondFactor } from '../second-factor/check.ts';
import type { IdentityTelemetry, SignInOutcome } from '../telemetry.ts';
import type { Tries } from '../tries/tries.ts';
import type { KnownDevices } from './known-device.ts';
import type { Opener } from './opener.ts';
import type { CheckPassword } from './check-password.ts';
import type { NoteTry } from './note-try.ts';

export interface SignInParts {
  readonly database: Database;
  readonly checkPassword: CheckPassword;
  readonly checkSecondFactor: CheckSecondFactor;
  readonly opener: Opener;
  readonly noteTry: NoteTry;
  readonly devices: Pick<KnownDevices, 'read'>;
  readonly tries: Pick<Tries, 'refuseBlocked'>;
  readonly telemetry: Pick<IdentityTelemetry, 'signedIn' | 'signInBegun'>;
}

/** Enough to keep every core hashing, and few enough that whoever asks for something else finds a connection to the database. */
const AT_ONCE = 4 * availableParallelism();
export type SignIn = (ctx: OpenContext, body: Input<typeof signIn>['body']) => Promise<SignedIn>;

/** The same answer after the same time, whether there is no such account, the password is wrong, or the account is held back. */
export const createSignIn = (parts: SignInParts): SignIn => {
  const { devices, tries, telemetry } = parts;
  const comeIn = createComingIn(parts);
  const turns = createHashingTurns({ atOnce: AT_ONCE, onBegun: telemetry.signInBegun });
  return async (ctx, body) => {
    const { signal, caller } = ctx;
    try {
      const device = devices.read(caller.headers);
      if (device === undefined) tries.refuseBlocked(caller.address);
      const lane = device?.id ?? placeOf(caller.address);
      const signedIn = await turns.inTurn(() => comeIn(ctx, body), { signal, lane });
      telemetry.signedIn('succeeded');
      return signedIn;
    } catch (error) {
      telemetry.signedIn(outcomeOf(error));
      throw error;
    }
  };
};

const createComingIn =
  ({ database, checkPassword, checkSecondFactor, opener, noteTry }: SignInParts): SignIn =>
  async (ctx, { email, password, code, recovery_code, token = false }) => {
    const { account, decided } = await checkPassword(ctx, { email, password });
    const needsCode = account.has_second_factor && code === undefined && recovery_code === undefined;
    let signedIn: SignedIn | undefined;
    try {
      if (needsCode) return fail('code_needed');
      signedIn = await database.forInstance(ctx.signal).write(async (tx) => {
        if (account.has_second_factor && !(await checkSecondFactor(tx, ctx, account.id, { code, recovery_code })))
          return undefined;
        return opener.open(tx, ctx, {
          account: account.id,
          passwordVersion: account.password_version,
          secondFactor: account.has_second_factor,
          asToken: token,
        });
      });
    } finally {
      await decided(needsCode || signedIn !== undefined);
    }
    if (signedIn !== undefined) return signedIn;
    noteTry(ctx, account.id, 'code');
    return fail('wrong_credentials');
  };

const outcomeOf = (error: unknown): SignInOutcome => {
  if (!(error instanceof Failure)) return 'refused';
  return error.code === 'wrong_credentials' ? 'wrong' : error.code === 'code_needed' ? 'code_needed' : 'refused';
};
