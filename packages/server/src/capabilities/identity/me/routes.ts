import { endSignIn, getMe, listSignIns } from '@holdfast/protocol/identity/me';
import type { Database } from '../../../platform/database/database.ts';
import { fail } from '../../../platform/failure.ts';
import type { AccountContext } from '../../../platform/http/context.ts';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { accountIdOf, signInIdOf } from '../account-id-of.ts';
import type { EndSignIns } from '../sign-ins/sign-out.ts';
import { readMe } from './read-me.ts';
import { listSignIns as list } from './store.ts';

export interface MeRoutes {
  readonly database: Database;
  readonly end: EndSignIns;
}

export const meRoutes = ({ database, end }: MeRoutes): readonly Endpoint[] => [
  on(getMe, ({ principal, caller, signal }) =>
    database
      .forInstance(signal)
      .read((tx) => readMe(tx, accountIdOf(principal), signInIdOf(principal), namedWorkspace(caller))),
  ),
  on(listSignIns, async ({ principal, signal }) => {
    const items = await database.forInstance(signal).read((tx) => list(tx, accountIdOf(principal)));
    return { items: items.map((one) => ({ ...one, current: one.id === principal.signIn })), next_cursor: null };
  }),
  on(endSignIn, async (ctx, { params }) => {
    if ((await end(ctx, accountIdOf(ctx.principal), { only: params.sign_in_id })) === 0) fail('not_found');
    return undefined;
  }),
];

/** The workspace that a request names. */
const namedWorkspace = ({ headers }: AccountContext['caller']): string | undefined => {
  const named = headers['holdfast-workspace'];
  return named === undefined ? undefined : String(named);
};
