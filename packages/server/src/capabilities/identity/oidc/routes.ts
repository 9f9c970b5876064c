import { beginOidc, finishOidc, listIdentities, removeIdentity, startOidc } from '@holdfast/protocol/identity/oidc';
import { fail } from '../../../platform/failure.ts';
import type { AccountContext, OpenContext } from '../../../platform/http/context.ts';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { accountIdOf } from '../account-id-of.ts';
import type { IdentityParts } from '../parts.ts';
import type { Tries } from '../tries/tries.ts';
import { createArrive, type ArriveParts } from './arrive.ts';
import { createDepart } from './depart.ts';
import { createFlows } from './flow.ts';
import type { Issuers } from './issuers.ts';
import { refuseIfEnded } from '../authentication/refuse-if-ended.ts';
import * as store from './store.ts';

export interface OidcRoutes extends Omit<ArriveParts, 'flows'>, Pick<IdentityParts, 'secrets'> {
  readonly tries: Tries;
}

export const oidcRoutes = (parts: OidcRoutes): readonly Endpoint[] => {
  const flows = createFlows(parts.secrets, parts.cookies);
  const depart = createDepart({ ...parts, flows });
  const arrive = createArrive({ ...parts, flows });
  return [
    on(startOidc, async (ctx, { params, query }) => goTo(ctx, await depart.toSignIn(ctx, params.issuer, query.to))),
    on(beginOidc, async (ctx, { params, body }) => ({ location: await depart.toJoin(ctx, params.issuer, body) })),
    on(finishOidc, async (ctx, { params, query }) => goTo(ctx, await arrive(ctx, params.issuer, query))),
    on(listIdentities, async (ctx) => ({ items: await list(parts, ctx), next_cursor: null })),
    on(removeIdentity, async (ctx, { params }) => remove(parts, ctx, params.identity_id)),
  ];
};

const goTo = ({ tell }: OpenContext, place: string): undefined => {
  tell('location', place);
  return undefined;
};

const list = async (
  { database, issuers }: { database: OidcRoutes['database']; issuers: Issuers },
  { principal, signal }: AccountContext,
) => {
  const stored = await database.forInstance(signal).read((tx) => store.listIdentities(tx, accountIdOf(principal)));
  // one that the operator has taken away is shown by its address, so that it can be removed
  return stored.map((one) => ({ ...one, issuer_name: issuers.nameOf(one.issuer) ?? one.issuer }));
};

const remove = (
  { database, note }: Pick<OidcRoutes, 'database' | 'note'>,
  ctx: AccountContext,
  id: string,
): Promise<undefined> =>
  database.forInstance(ctx.signal).write(async (tx) => {
    await refuseIfEnded(tx, ctx);
    const account = accountIdOf(ctx.principal);
    const outcome = await store.removeIdentity(tx, account, id);
    if (outcome === 'unknown') fail('not_found');
    if (outcome === 'last')
      fail('conflict', {
        detail: 'Nothing else opens this account. Set a password by a reset, or add another one first.',
      });
    await note(tx, ctx, account, { action: 'account.identity_removed', object: { kind: 'identity', id } });
    return undefined;
  });
