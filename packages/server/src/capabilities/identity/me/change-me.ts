import type { Me } from '@holdfast/protocol/identity/account';
import type { changeMe } from '@holdfast/protocol/identity/me';
import type { Input } from '@holdfast/protocol/contract';
import type { Database } from '../../../platform/database/database.ts';
import { fail } from '../../../platform/failure.ts';
import { refuseUnlessProved } from '../../../platform/http/admit.ts';
import type { AccountContext } from '../../../platform/http/context.ts';
import type { Mail } from '../../../platform/mail/mail.ts';
import { signInIdOf } from '../account-id-of.ts';
import type { Afterwards } from '../afterwards.ts';
import type { Names } from '../names/names.ts';
import type { NoteAccountAct } from '../sign-ins/account-acts.ts';
import type { Tries } from '../tries/tries.ts';
import { namedWorkspace } from '../authentication/named-workspace.ts';
import { ownAccount } from './own-secret.ts';
import { readMe } from './read-me.ts';
import { storeOwnChange } from './store.ts';

export interface ChangeMeParts {
  readonly database: Database;
  readonly tries: Pick<Tries, 'askForEmail'>;
  readonly note: NoteAccountAct;
  readonly mail: Mail;
  readonly afterwards: Afterwards;
  readonly names: Pick<Names, 'forget'>;
}

type Body = Input<typeof changeMe>['body'];
export type ChangeMe = (ctx: AccountContext, body: Body) => Promise<Me>;

/** Another e-mail is another way in, so it needs a proof; and its old owner learns of it by mail. */
export const createChangeMe =
  ({ database, tries, note, mail, afterwards, names }: ChangeMeParts): ChangeMe =>
  async (ctx, { name, email: wanted }) => {
    const own = await ownAccount(database, ctx);
    const email = wanted === own.email ? undefined : wanted;
    if (email !== undefined) refuseUnlessProved(ctx.principal, ctx.clock.now());
    // whoever could ask for any number of them would learn who has an account
    const giveBack = email === undefined ? undefined : await tries.askForEmail(own.id);
    const changed = [...(name === undefined ? [] : ['name']), ...(email === undefined ? [] : ['email'])];
    const db = database.forInstance(ctx.signal);
    const me = await db.write(async (tx) => {
      if (changed.length > 0) {
        const outcome = await storeOwnChange(tx, own.id, { name, email });
        if (outcome === 'email_taken') return fail('email_taken');
        if (outcome === 'gone') return fail('unauthenticated');
        await note(tx, ctx, own.id, { action: 'account.changed', facts: { what: changed } });
      }
      return readMe(tx, own.id, signInIdOf(ctx.principal), namedWorkspace(ctx.caller));
    });
    if (name !== undefined) names.forget();
    await giveBack?.();
    if (email !== undefined && mail.isConfigured)
      afterwards.do('The letter to the old address', async () => void (await mail.send(letterTo(own.email))));
    return me;
  };

/** Does not name the new address: whoever reads the old one's mail need not be its owner. */
const letterTo = (old: string) => ({
  to: [old],
  subject: 'Your account has another e-mail now',
  text: `The account at Holdfast that had this e-mail has another one now. Letters about it go there from now on.

If that was not you, tell an operator of your Holdfast at once: somebody else is signed in to your account.
`,
});
