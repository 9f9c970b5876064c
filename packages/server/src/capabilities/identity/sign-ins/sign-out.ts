import type { AccountId } from '@holdfast/protocol/identity/people';
import type { OpenContext } from '../../../platform/http/context.ts';
import type { Authentication } from '../authentication/authentication.ts';
import type { EndOpen } from '../end-open.ts';
import { readCredentials } from '../authentication/read-credentials.ts';
import { endSignIns } from '../me/store.ts';
import type { IdentityParts } from '../parts.ts';
import type { NoteAccountAct } from './account-acts.ts';
import type { Cookies } from './cookie.ts';

export interface EndingParts extends Pick<IdentityParts, 'database'> {
  readonly authentication: Pick<Authentication, 'signInOf'>;
  readonly cookies: Cookies;
  readonly endOpen: EndOpen;
  readonly note: NoteAccountAct;
}

/** Which sign-ins of an account: one, all but one, or all. */
export type Which = NonNullable<Parameters<typeof endSignIns>[2]>;

/** Ends sign-ins, and what they have open on every node. Tells how many there were. */
export type EndSignIns = (ctx: OpenContext, account: AccountId, which: Which) => Promise<number>;

export const createEndSignIns =
  ({ database, endOpen, note }: EndingParts): EndSignIns =>
  async (ctx, account, which) => {
    const ended = await database.forInstance(ctx.signal).write(async (tx) => {
      const ids = await endSignIns(tx, account, which);
      if (which.only === undefined && ids.length > 0)
        await note(tx, ctx, account, { action: 'sign_in.ended_everywhere', facts: { ended: ids.length } });
      for (const id of which.only === undefined ? [] : ids)
        await note(tx, ctx, account, { action: 'sign_in.ended', object: { kind: 'sign_in', id } });
      return ids;
    });
    await endOpen(ended.map((signIn) => ({ signIn, reason: 'signed_out' })));
    return ended.length;
  };

/** Whoever has nothing to end is told the same as whoever had: signing out twice is no mistake. */
export const createSignOut =
  (parts: EndingParts, endAll: EndSignIns) =>
  async (ctx: OpenContext): Promise<undefined> => {
    const { cookies, authentication } = parts;
    ctx.tell('set-cookie', cookies.clear(cookies.signIn));
    const shown = readCredentials(ctx.caller.headers, cookies.signIn);
    if (shown === 'nothing' || shown === 'nonsense' || shown.kind !== 'sign-in') return undefined;
    const known = await authentication.signInOf(shown);
    if (known !== undefined) await endAll(ctx, known.account_id, { only: shown.id });
    return undefined;
  };
