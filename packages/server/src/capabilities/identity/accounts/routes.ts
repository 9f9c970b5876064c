import {
  changeAccount,
  linkAccountReset,
  listAccounts,
  resetAccountSecondFactor,
} from '@holdfast/protocol/identity/accounts';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import * as accounts from './accounts.ts';

export const accountRoutes = (parts: accounts.AccountsParts): readonly Endpoint[] => [
  on(listAccounts, (ctx, { query }) => accounts.listAccounts(ctx, query)),
  on(changeAccount, (ctx, { params, body, version }) =>
    accounts.changeAccount(parts, ctx, { id: params.account_id, version, ...body }),
  ),
  on(resetAccountSecondFactor, (ctx, { params }) => accounts.resetSecondFactor(parts, ctx, params.account_id)),
  on(linkAccountReset, (ctx, { params }) => accounts.linkReset(parts, ctx, params.account_id)),
];
