import {
  addPrice,
  changePrice,
  getPrice,
  importPrices,
  listPrices,
  Price,
  removePrice,
} from '@holdfast/protocol/prices/prices';
import { listModels, Model } from '@holdfast/protocol/providers/models';
import {
  addProvider,
  changeProvider,
  getProvider,
  listProviders,
  Provider,
  removeProvider,
} from '@holdfast/protocol/providers/providers';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import type { Here } from './identity-here.ts';
import { kept } from './kept.ts';
import { before, jobId } from './work-data.ts';

export const PROVIDER_ID = jobId(801);
export const COLD_PROVIDER_ID = jobId(802);
export const PRICE_ID = jobId(811);

const DAY = 86_400;

const providers = (text?: string): Provider[] =>
  [
    {
      id: PROVIDER_ID,
      name: text ?? 'Main',
      kind: 'openai',
      base_url: null,
      key: { last_four: 'x7Qa', set_at: before(9 * DAY) },
    },
    {
      id: COLD_PROVIDER_ID,
      name: 'In the cellar',
      kind: 'openai_compatible',
      base_url: text?.slice(0, 200) ?? 'http://10.20.0.4:8000/v1',
      key: null,
    },
  ].map((one) => Provider.parse({ created_at: before(40 * DAY), version: 1, ...one }));

const models = (text?: string): Model[] =>
  ['large', 'small', ...Array.from({ length: 120 }, (_, index) => `old-${index}`)].map((name, index) =>
    Model.parse({
      id: `simulated-${name}`,
      name: index === 0 ? (text ?? 'Simulated Large') : `simulated-${name}`,
      created_at: index > 2 ? null : before(100 * DAY),
    }),
  );

const prices = (text?: string): Price[] =>
  [
    {
      id: PRICE_ID,
      model: text?.replaceAll(/[\s*]/gu, '') ?? 'simulated-large-*',
      input: '3',
      output: '15',
      cache_read: '0.3',
    },
    {
      id: jobId(812),
      model: 'simulated-small',
      provider: text?.slice(0, 100) ?? 'openai',
      valid_from: before(60 * DAY),
      input: '0.25',
      output: '1.25',
    },
  ].map((one) =>
    Price.parse({
      provider: null,
      valid_from: null,
      cache_read: null,
      cache_write: null,
      reasoning: null,
      created_at: before(DAY),
      version: 1,
      ...one,
    }),
  );

const providerRoutes = ({ mode, text }: Here): readonly FixtureRoute[] => {
  const all = kept(mode === 'empty' ? [] : providers(text));
  let refreshed = 0;
  return [
    route(listProviders, () => all.list()),
    route(getProvider, ({ id }) => all.find(id)),
    route(addProvider, ({ body, search }) => {
      const { key, ...wanted } = body as Pick<Provider, 'name' | 'kind' | 'base_url'> & { readonly key: string | null };
      if (key === 'wrong' && search.get('try') === 'true')
        ApiProblem.raise(422, 'provider_key_refused', `${wanted.name} (OpenAI) answered 401. Nothing was stored.`, [
          { pointer: '/body/key', code: 'refused', detail: 'is not accepted by the provider' },
        ]);
      const shown = key === null ? null : { last_four: key.slice(-4), set_at: before(0) };
      return all.add(Provider.parse({ ...wanted, id: jobId(809), key: shown, created_at: before(0), version: 1 }));
    }),
    route(changeProvider, ({ id, body, headers }) => {
      const { key: _key, ...change } = body as { readonly key?: string };
      return all.change(id, change, headers['if-match']);
    }),
    route(removeProvider, ({ id }) => all.remove(id)),
    route(listModels, ({ id, search }) => {
      if (all.find(id).id === COLD_PROVIDER_ID)
        ApiProblem.raise(
          504,
          'provider_timed_out',
          'In the cellar (OpenAI-compatible) gave no whole answer within 30 s.',
        );
      refreshed += search.get('refresh') === 'true' ? 1 : 0;
      const failure =
        mode === 'ok' && refreshed > 0
          ? { code: 'provider_busy', detail: 'Main (OpenAI) answered 429, and said: Slow down.', at: before(0) }
          : null;
      return {
        items: models(text),
        next_cursor: null,
        fetched_at: before(1_800),
        stale: failure !== null,
        refreshing: false,
        failure,
      };
    }),
  ];
};

const priceRoutes = ({ mode, text }: Here): readonly FixtureRoute[] => {
  const all = kept(mode === 'empty' ? [] : prices(text));
  return [
    route(listPrices, () => all.list()),
    route(getPrice, ({ id }) => all.find(id)),
    route(addPrice, ({ body }) => {
      const made = { ...(body as object), id: jobId(819), created_at: before(0), version: 1 };
      return all.add(Price.parse(made));
    }),
    route(changePrice, ({ id, body, headers }) => all.change(id, body as object, headers['if-match'])),
    route(removePrice, ({ id }) => all.remove(id)),
    route(importPrices, ({ body }) => {
      const { text: table, dry_run } = body as { readonly text: string; readonly dry_run: boolean };
      if (table.includes('$'))
        ApiProblem.raise(422, 'invalid', 'The table: line 2.', [
          {
            pointer: '/body/text',
            code: 'line',
            detail: 'line 2: input must be US dollars for a million tokens, like 2.50',
          },
        ]);
      return { dry_run, added: 1, changed: 1, unchanged: 0 };
    }),
  ];
};

/** What the server answers about providers of models and about prices. */
export const modelRoutes = (here: Here): readonly FixtureRoute[] => [...providerRoutes(here), ...priceRoutes(here)];
