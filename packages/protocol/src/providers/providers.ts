import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';

export const ProviderId = z.uuid().brand<'ProviderId'>();
export type ProviderId = z.infer<typeof ProviderId>;

export const PROVIDER_KINDS = ['openai', 'anthropic', 'google', 'openai_compatible'] as const;
export const ProviderKind = z.enum(PROVIDER_KINDS);
export type ProviderKind = z.infer<typeof ProviderKind>;

const ProviderName = text(100, 1).refine((name) => name.trim() !== '', { error: 'must not be blank' });

/** Our endpoints are put behind it, so nothing may stand behind its path; credentials belong into the key. */
const isBaseUrl = (value: string): boolean => {
  const url = URL.parse(value);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  return url.username === '' && url.password === '' && !/[?#]/.test(value);
};

const BaseUrl = text(500, 1)
  .refine(isBaseUrl, {
    error:
      'must be a URL that starts with https://, or with http:// where the operator allows it, without a user, a query or a fragment',
  })
  .meta({ format: 'uri' });

/** It travels as a header. */
const ProviderKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,1000}$/, { error: 'must be the key as the provider gave it, without blanks' });

export const Provider = z.strictObject({
  id: ProviderId,
  name: ProviderName,
  kind: ProviderKind,
  base_url: z
    .string()
    .nullable()
    .describe('Null: where the provider itself is. For openai and openai_compatible it ends with the version: /v1.'),
  key: z
    .strictObject({ last_four: z.string(), set_at: Timestamp })
    .nullable()
    .describe('The key itself is never given back.'),
  created_at: Timestamp,
  version: Version,
});
export type Provider = z.infer<typeof Provider>;

const ProviderParams = z.strictObject({ provider_id: ProviderId });

const Try = z.strictObject({
  try: z
    .boolean()
    .default(true)
    .describe('Ask the provider for its models before anything is stored. false: store it without having asked.'),
});

const NewKey = ProviderKey.nullable().describe(
  'Null: no key is sent, which only an openai_compatible server may want.',
);

/** A try is a request to the provider, which may take 30 s, and its answer is held meanwhile: nobody has hundreds at once. */
const LIMITS = { seconds: 45, rate: { perMinute: 60 } };

const REFUSALS = [
  'conflict',
  'provider_key_refused',
  'provider_failed',
  'provider_busy',
  'provider_timed_out',
  'outbound_refused',
] as const;

export const listProviders = contract({
  name: 'providers.list',
  method: 'GET',
  path: '/api/v1/providers',
  summary: 'Providers of models of this workspace, the latest first.',
  permission: 'providers:manage',
  query: PageQuery,
  answers: { 200: page(Provider) },
});

export const getProvider = contract({
  name: 'providers.get',
  method: 'GET',
  path: '/api/v1/providers/{provider_id}',
  summary: 'One provider, without its key.',
  permission: 'providers:manage',
  params: ProviderParams,
  answers: { 200: Provider },
});

export const addProvider = contract({
  name: 'providers.add',
  method: 'POST',
  path: '/api/v1/providers',
  summary: 'Add a provider. Its key is tried, stored encrypted, and never given back.',
  permission: 'providers:manage',
  query: Try,
  body: z.strictObject({
    name: ProviderName,
    kind: ProviderKind,
    base_url: BaseUrl.nullable().default(null),
    key: NewKey.default(null),
  }),
  answers: { 201: Provider },
  failures: REFUSALS,
  limits: LIMITS,
});

export const changeProvider = contract({
  name: 'providers.change',
  method: 'PATCH',
  path: '/api/v1/providers/{provider_id}',
  summary:
    'Rename a provider, or give it another address or key. A key goes to no other address than it was given for.',
  permission: 'providers:manage',
  precondition: 'if-match',
  params: ProviderParams,
  query: Try,
  body: z.strictObject({
    name: ProviderName.optional(),
    base_url: BaseUrl.nullable().optional(),
    key: NewKey.optional(),
  }),
  answers: { 200: Provider },
  failures: REFUSALS,
  limits: LIMITS,
});

export const removeProvider = contract({
  name: 'providers.remove',
  method: 'DELETE',
  path: '/api/v1/providers/{provider_id}',
  summary: 'Remove a provider and forget its key.',
  permission: 'providers:manage',
  params: ProviderParams,
  answers: { 204: z.undefined() },
});
