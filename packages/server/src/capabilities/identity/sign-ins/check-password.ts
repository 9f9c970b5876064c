import type { AccountId } from '@holdfast/protocol/identity/people';
import type { Database, InstanceDb } from '../../../platform/database/database.ts';
import { fail } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import { placeOf } from '../../../platform/limits/address-place.ts';
import type { Afterwards } from '../afterwards.ts';
import { needsRehash, type Hasher } from '../passwords/hasher.ts';
import { renewPasswordHash } from '../passwords/store.ts';
import type { IdentityTelemetry } from '../telemetry.ts';
import { placeDigestOf, type Known, type Trier } from '../tries/guards.ts';
import { isKnownPlace } from '../tries/store.ts';
import type { Tries } from '../tries/tries.ts';
import type { Device, KnownDevices } from './known-device.ts';
import type { NoteTry } from './note-try.ts';
import { findAccount, type FoundAccount } from './store.ts';

export interface CheckPasswordParts {
  readonly database: Database;
  readonly hasher: Hasher;
  readonly tries: Tries;
  readonly devices: KnownDevices;
  readonly noteTry: NoteTry;
  readonly afterwards: Afterwards;
  readonly telemetry: Pick<IdentityTelemetry, 'heldBack'>;
}

export interface Checked {
  readonly account: FoundAccount;
  /** To be said once: whether all else that was shown was right as well. */
  readonly decided: (isRight: boolean) => Promise<void>;
}

/** Whose password it is. Fails alike for everybody whose it is not. */
export type CheckPassword = (
  ctx: OpenContext,
  shown: { readonly email: string; readonly password: string },
) => Promise<Checked>;

export const createCheckPassword = (parts: CheckPasswordParts): CheckPassword => {
  const { database, hasher, tries, devices, noteTry, afterwards } = parts;
  const holdBack = createHoldingBack(parts);
  return async (ctx, { email, password }) => {
    const { address, headers } = ctx.caller;
    const device = devices.read(headers);
    if (device === undefined) tries.refuseBlocked(address);
    const { account, known } = await find(database.forInstance(ctx.signal), email, { device, address });
    const trier: Trier = { address, account: account?.id ?? email, ...(known === undefined ? {} : { known }) };
    const { isGranted, decided } = await tries.begin(trier, ctx.signal);
    if (!isGranted) holdBack(ctx, account?.id, trier);
    const waiting = { signal: ctx.signal, lane: known?.by === 'device' ? known.id : placeOf(address) };
    const stored = isGranted ? account?.password_hash : undefined;
    const isRight = await (
      stored ? hasher.isPasswordOf(stored, password, waiting) : hasher.checkNothing(password, waiting)
    )
      // sent away, or left, before anything was looked at
      .catch(async (error: unknown) => {
        await decided(true);
        throw error;
      });
    if (account === undefined || !isRight) {
      await decided(false);
      if (account !== undefined && isGranted) noteTry(ctx, account.id, 'password');
      return fail('wrong_credentials');
    }
    if (stored && needsRehash(stored))
      afterwards.do('A password under new parameters', async () =>
        renewPasswordHash(database.forInstance(), account, await hasher.hash(password)),
      );
    return { account, decided };
  };
};

/** Told once for an attack and not for each of its tries; afterwards, for the answer must not take longer. */
const createHoldingBack =
  ({ tries, noteTry, afterwards, telemetry }: CheckPasswordParts) =>
  (ctx: OpenContext, account: AccountId | undefined, trier: Trier): void =>
    afterwards.do('That an account is held back', async () => {
      if (!(await tries.countHeldBack(trier)) || account === undefined) return;
      telemetry.heldBack(account);
      noteTry(ctx, account, 'held_back');
    });

const find = (
  db: InstanceDb,
  email: string,
  { device, address }: { readonly device: Device | undefined; readonly address: string },
): Promise<{ readonly account: FoundAccount | undefined; readonly known: Known | undefined }> =>
  db.read(async (tx) => {
    const account = await findAccount(tx, email);
    const isPlaceKnown = await isKnownPlace(tx, account?.id, placeDigestOf(address));
    if (device !== undefined && device.account === account?.id && device.passwordVersion === account.password_version)
      return { account, known: { by: 'device', id: device.id } };
    return { account, known: isPlaceKnown ? { by: 'place' } : undefined };
  });
