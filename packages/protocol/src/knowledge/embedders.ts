import { z } from 'zod';
import { contract } from '../contract.ts';
import { ProviderId } from '../providers/providers.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import {
  LONGEST_MODEL,
  MOST_BATCH,
  MOST_DIMENSIONS,
  MOST_REQUESTS_AT_ONCE,
  USUAL_BATCH,
  USUAL_REQUESTS_AT_ONCE,
} from './limits.ts';

export const EMBEDDER_KINDS = ['built_in', 'local', 'provider', 'none'] as const;

/** How far the pairs of the workspace are embedded by one embedder. */
export const EmbedderState = z.strictObject({
  kind: z.enum(EMBEDDER_KINDS),
  provider_id: ProviderId.nullable(),
  provider_name: z.string().nullable().describe('Null also when the provider was removed.'),
  model: z.string().describe('Empty where there is no embedder.'),
  dimensions: z.int().describe('How many numbers a vector has.'),
  asked_dimensions: z.int().nullable().describe('What the provider is asked for; null: as many as the model gives.'),
  batch_size: z.int().describe('Texts in one request.'),
  concurrency: z.int().describe('Requests at once, while the provider bears them.'),
  since: Timestamp.nullable().describe('Null while nothing has been embedded yet.'),
  pairs: z.strictObject({ total: z.int(), embedded: z.int(), pending: z.int(), failed: z.int() }),
  progress: z.strictObject({
    pairs_per_second: z.number().nullable(),
    seconds_left: z.number().nullable().describe('At the present pace; null when nobody can say.'),
  }),
  trouble: z
    .strictObject({ detail: z.string(), since: Timestamp, again_at: Timestamp })
    .nullable()
    .describe('Why the embedder gives nothing at present, and when it is asked again. Pairs wait meanwhile.'),
});
export type EmbedderState = z.infer<typeof EmbedderState>;

export const Embedder = z.strictObject({
  current: EmbedderState.describe('What questions are compared by.'),
  next: EmbedderState.nullable().describe('What takes over as soon as every pair is embedded by it.'),
  local: z
    .strictObject({
      models: z.array(z.string()),
      missing: z.string().nullable().describe('What somebody must do before one of them can be chosen.'),
    })
    .describe('Transformers that can run on this instance.'),
});
export type Embedder = z.infer<typeof Embedder>;

/** As people or programs name it; travels in a path or in JSON. */
const ModelName = text(LONGEST_MODEL, 1).regex(/^[^\s/?#][^\s?#]*$/, {
  error: 'must be the name of a model, without blanks',
});

const MEANS =
  'built_in: English, without a network. local: a transformer that runs on this instance. none: pairs are found by their words alone.';
type OfKind = { readonly kind: (typeof EMBEDDER_KINDS)[number] };
const isOfProvider = ({ kind }: OfKind): boolean => kind === 'provider';
const hasModel = ({ kind }: OfKind): boolean => kind === 'provider' || kind === 'local';

export const EmbedderChoice = z
  .strictObject({
    kind: z.enum(EMBEDDER_KINDS).describe(MEANS),
    provider_id: ProviderId.nullable().default(null).describe('Of a provider, and of no other kind.'),
    model: ModelName.nullable().default(null).describe('Of a provider, or one of `local`; of no other kind.'),
    asked_dimensions: z.int().min(1).max(MOST_DIMENSIONS).nullable().default(null),
    batch_size: z.int().min(1).max(MOST_BATCH).default(USUAL_BATCH),
    concurrency: z.int().min(1).max(MOST_REQUESTS_AT_ONCE).default(USUAL_REQUESTS_AT_ONCE),
  })
  .refine((choice) => isOfProvider(choice) === (choice.provider_id !== null), {
    path: ['provider_id'],
    error: 'must be given for the kind provider, and for no other',
  })
  .refine((choice) => hasModel(choice) === (choice.model !== null), {
    path: ['model'],
    error: 'must be given for the kinds provider and local, and for no other',
  });
export type EmbedderChoice = z.infer<typeof EmbedderChoice>;

const PATH = '/api/v1/knowledge/embedder';

export const getEmbedder = contract({
  name: 'knowledge.get_embedder',
  method: 'GET',
  path: PATH,
  summary: 'Which embedder makes the vectors of this workspace, and how far it is.',
  permission: 'knowledge:read',
  answers: { 200: Embedder },
});

export const chooseEmbedder = contract({
  name: 'knowledge.choose_embedder',
  method: 'PUT',
  path: PATH,
  summary:
    'Choose the embedder of this workspace. It is tried first; the one before answers until every pair is embedded anew.',
  permission: 'workspace:manage',
  body: EmbedderChoice,
  answers: { 200: Embedder },
  failures: [
    'embedder_refused',
    'provider_key_refused',
    'provider_failed',
    'provider_busy',
    'provider_timed_out',
    'outbound_refused',
  ],
  // it may take as long as a provider takes to embed two sentences, or a model to be opened
  limits: { seconds: 45, rate: { perMinute: 30 } },
});
