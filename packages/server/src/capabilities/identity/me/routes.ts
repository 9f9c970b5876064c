import { changeMe, changePassword, endSignIn, getMe, listSignIns, proveMe } from '@holdfast/protocol/identity/me';
import type { Database } from '../../../platform/database/database.ts';
import { fail } from '../../../platform/failure.ts';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { accountIdOf, signInIdOf } from '../account-id-of.ts';
import type { EndSignIns } from '../sign-ins/sign-out.ts';
import type { ChangeMe } from './change-me.ts';
import type { ChangePassword } from './change-password.ts';
import { namedWorkspace } from '../authentication/named-workspace.ts';
import type { Prove } from './prove.ts';
import { readMe } from './read-me.ts';
import { listSignIns as list } from './store.ts';

export interface MeRoutes {
  readonly database: Database;
  readonly end: EndSignIns;
  readonly change: ChangeMe;
  readonly setPassword: ChangePassword;
  readonly prove: Prove;
}

export const meRoutes = ({ database, end, change, setPassword, prove }: MeRoutes): readonly Endpoint[] => [
  on(getMe, ({ principal, caller, signal }) =>
    database
      .forInstance(signal)
      .read((tx) => readMe(tx, accountIdOf(principal), signInIdOf(principal), namedWorkspace(caller))),
  ),
  on(changeMe, (ctx, { body }) => change(ctx, body)),
  on(changePassword, (ctx, { body }) => setPassword(ctx, body)),
  on(proveMe, (ctx, { body }) => prove(ctx, body)),
  on(listSignIns, async ({ principal, signal }) => {
    const items = await database.forInstance(signal).read((tx) => list(tx, accountIdOf(principal)));
    return { items: items.map((one) => ({ ...one, current: one.id === principal.signIn })), next_cursor: null };
  }),
  on(endSignIn, async (ctx, { params }) => {
    if ((await end(ctx, accountIdOf(ctx.principal), { only: params.sign_in_id })) === 0) fail('not_found');
    return undefined;
  }),
];
