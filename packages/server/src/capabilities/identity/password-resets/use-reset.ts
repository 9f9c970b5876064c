import { fail } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import { placeOf } from '../../../platform/limits/address-place.ts';
import type { EndOpen } from '../end-open.ts';
import { endSignIns } from '../me/store.ts';
import type { IdentityParts } from '../parts.ts';
import type { Hasher } from '../passwords/hasher.ts';
import { refuseWeakPassword } from '../passwords/new-password.ts';
import { hashOf } from '../secrets/secret.ts';
import type { NoteAccountAct } from '../sign-ins/account-acts.ts';
import type { Tries } from '../tries/tries.ts';
import { isReset, useReset } from './store.ts';

export interface UseResetParts extends Pick<IdentityParts, 'database'> {
  readonly endOpen: EndOpen;
  readonly hasher: Hasher;
  readonly note: NoteAccountAct;
  readonly tries: Tries;
}

export type UseReset = (
  ctx: OpenContext,
  given: { readonly token: string; readonly password: string },
) => Promise<undefined>;

/** A new password by a token, once. Whoever is signed in is so no more; a second factor is asked for as before. */
export const createUseReset =
  ({ database, endOpen, hasher, note, tries }: UseResetParts): UseReset =>
  async (ctx, { token, password }) => {
    const db = database.forInstance(ctx.signal);
    const trier = { address: ctx.caller.address };
    const hash = hashOf(token);
    await tries.take(trier);
    if (!(await db.read((tx) => isReset(tx, hash)))) fail('token_unusable');
    await tries.giveBack(trier);
    await refuseWeakPassword('password', password);
    const waiting = { signal: ctx.signal, lane: placeOf(ctx.caller.address) };
    const stored = await hasher.hash(password, waiting);
    const account = await db.write(async (tx) => {
      const whose = (await useReset(tx, hash, stored)) ?? fail('token_unusable');
      await endSignIns(tx, whose);
      await note(tx, ctx, whose, { action: 'account.password_reset' });
      return whose;
    });
    await endOpen([{ account, reason: 'signed_out' }]);
    return undefined;
  };
