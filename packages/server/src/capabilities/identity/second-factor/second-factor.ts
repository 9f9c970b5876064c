import { fail } from '../../../platform/failure.ts';
import type { AccountContext } from '../../../platform/http/context.ts';
import { accountIdOf } from '../account-id-of.ts';
import type { EndOpen } from '../end-open.ts';
import { readOwnAccount } from '../me/store.ts';
import { refuseIfEnded } from '../authentication/refuse-if-ended.ts';
import type { IdentityParts } from '../parts.ts';
import type { NoteAccountAct } from '../sign-ins/account-acts.ts';
import { sealedFor } from './check.ts';
import { newEnrolment, type Enrolment } from './enrolment.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import {
  beginSecondFactor,
  findSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  type StoredFactor,
} from './store.ts';

export interface SecondFactorParts extends Pick<IdentityParts, 'database' | 'secrets' | 'settings'> {
  readonly endOpen: EndOpen;
  readonly note: NoteAccountAct;
}

export interface SecondFactor {
  see(ctx: AccountContext): Promise<SeenFactor>;
  begin(ctx: AccountContext): Promise<Enrolment>;
  remove(ctx: AccountContext): Promise<undefined>;
  renewCodes(ctx: AccountContext): Promise<{ recovery_codes: string[] }>;
}

export interface SeenFactor {
  state: 'off' | 'begun' | 'on';
  since: StoredFactor['confirmed_at'];
  recovery_codes_left: number;
}

/** What somebody does about their own second factor, but for showing a code of it. */
export const createSecondFactor = ({
  database,
  endOpen,
  secrets,
  settings,
  note,
}: SecondFactorParts): SecondFactor => ({
  async see({ principal, signal }) {
    const factor = await database.forInstance(signal).write((tx) => findSecondFactor(tx, accountIdOf(principal)));
    const state = factor === undefined ? 'off' : factor.confirmed_at === null ? 'begun' : 'on';
    return { state, since: factor?.confirmed_at ?? null, recovery_codes_left: factor?.codes_left ?? 0 };
  },
  async begin({ principal, signal }) {
    const account = accountIdOf(principal);
    return database.forInstance(signal).write(async (tx) => {
      const { email } = (await readOwnAccount(tx, account)) ?? fail('unauthenticated');
      const enrolment = newEnrolment(email, issuerOf(settings.publicUrl));
      const isBegun = await beginSecondFactor(tx, account, secrets.seal(enrolment.secret, sealedFor(account)));
      return isBegun ? enrolment : fail('conflict', { detail: IS_ON });
    });
  },
  async remove(ctx) {
    const account = accountIdOf(ctx.principal);
    await database.forInstance(ctx.signal).write(async (tx) => {
      await refuseIfEnded(tx, ctx);
      const factor = await findSecondFactor(tx, account);
      if (!(await removeSecondFactor(tx, account))) fail('conflict', { detail: IS_OFF });
      if (factor?.confirmed_at !== null) await note(tx, ctx, account, { action: 'account.second_factor_removed' });
    });
    await endOpen([{ account, reason: 'unsure' }]);
    return undefined;
  },
  async renewCodes(ctx) {
    const account = accountIdOf(ctx.principal);
    const recovery_codes = newRecoveryCodes();
    await database.forInstance(ctx.signal).write(async (tx) => {
      await refuseIfEnded(tx, ctx);
      if (!(await renewRecoveryCodes(tx, account, recovery_codes.map(hashOfRecoveryCode))))
        fail('conflict', { detail: IS_OFF });
      await note(tx, ctx, account, { action: 'account.recovery_codes_renewed' });
    });
    return { recovery_codes };
  },
});

/** What people see in their authenticator, where they may have several instances. */
const issuerOf = (publicUrl: URL | undefined): string =>
  publicUrl === undefined ? 'Holdfast' : `Holdfast ${publicUrl.host}`;

const IS_ON = 'The second factor is on. To set up another one, remove it first.';
export const IS_OFF = 'No second factor is set up. Begin at POST /api/v1/me/second-factor.';
