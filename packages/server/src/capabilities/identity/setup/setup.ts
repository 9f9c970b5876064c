import type { SignedIn } from '@holdfast/protocol/identity/account';
import { AccountId, MemberId } from '@holdfast/protocol/identity/people';
import { WorkspaceId } from '@holdfast/protocol/ids';
import type { setUp } from '@holdfast/protocol/identity/setup';
import type { Input } from '@holdfast/protocol/contract';
import { fail } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import type { IdentityParts } from '../parts.ts';
import type { Hasher } from '../passwords/hasher.ts';
import { refuseWeakPassword } from '../passwords/new-password.ts';
import { hashOf } from '../secrets/secret.ts';
import type { NoteAccountAct } from '../sign-ins/account-acts.ts';
import type { Opener } from '../sign-ins/opener.ts';
import type { Tries } from '../tries/tries.ts';
import { isSetUp, storeSetup } from './store.ts';
import type { SetupToken } from './setup-token.ts';

export interface SetupParts extends Pick<IdentityParts, 'database' | 'makeId'> {
  readonly hasher: Hasher;
  readonly tries: Tries;
  readonly opener: Opener;
  readonly note: NoteAccountAct;
  readonly token: SetupToken;
}

export type SetUp = (ctx: OpenContext, body: Input<typeof setUp>['body']) => Promise<SignedIn>;

/** Whoever runs the instance makes the first account. Of any number who try at once, one does. */
export const createSetUp =
  ({ database, makeId, hasher, tries, opener, note, token }: SetupParts): SetUp =>
  async (ctx, { setup_token, email, password, name, workspace, token: asToken = false }) => {
    const db = database.forInstance(ctx.signal);
    if (await db.read(isSetUp)) fail('already_set_up');
    const trier = { address: ctx.caller.address };
    await tries.take(trier);
    await refuseWeakPassword('password', password, { email, name });
    const stored = await hasher.hash(password, { signal: ctx.signal });
    const account = AccountId.parse(makeId());
    const done = await db.write(async (tx) => {
      const outcome = await storeSetup(tx, {
        tokenHash: hashOf(setup_token),
        account: { id: account, email, name, passwordHash: stored },
        workspace: { id: WorkspaceId.parse(makeId()), name: workspace },
        member: MemberId.parse(makeId()),
      });
      if (outcome === 'already_set_up') return fail('already_set_up');
      if (outcome === 'wrong_token') return undefined;
      await note(tx, ctx, account, { action: 'instance.set_up' });
      return opener.open(tx, ctx, { account, passwordVersion: 1, secondFactor: false, asToken });
    });
    if (done === undefined) return fail('wrong_credentials', { detail: NOT_THE_TOKEN });
    await tries.giveBack(trier);
    await token.remove();
    return done;
  };

const NOT_THE_TOKEN =
  'This is not the setup token. It was printed when Holdfast was started, and is in the file setup-token of the data folder.';
