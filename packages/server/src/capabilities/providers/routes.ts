import { listModels } from '@holdfast/protocol/providers/models';
import {
  addProvider,
  changeProvider,
  getProvider,
  listProviders,
  removeProvider,
} from '@holdfast/protocol/providers/providers';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import { add } from './add-provider.ts';
import { change } from './change-provider.ts';
import type { ModelLists } from './models/model-lists.ts';
import type { ProviderActsParts } from './parts.ts';
import * as providers from './providers.ts';

export const providerRoutes = (parts: ProviderActsParts, modelLists: ModelLists): readonly Endpoint[] => [
  on(listProviders, (ctx, { query }) => providers.list(ctx, query)),
  on(getProvider, (ctx, { params }) => providers.find(ctx, params.provider_id)),
  on(addProvider, (ctx, input) => add(parts, ctx, input)),
  on(changeProvider, (ctx, input) => change(parts, ctx, input)),
  on(removeProvider, async (ctx, { params }) => {
    await providers.remove(ctx, parts.audit, params.provider_id);
    return undefined;
  }),
  on(listModels, (ctx, { params, query }) => modelLists.list(ctx, params.provider_id, query.refresh)),
];
