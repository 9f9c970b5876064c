import {
  chooseEmbedder,
  type Embedder,
  type EmbedderChoice,
  EmbedderState,
  getEmbedder,
} from '@holdfast/protocol/knowledge/embedders';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { PROVIDER_ID } from './models-fixture.ts';
import { before } from './work-data.ts';

const stateOf = (more: object): EmbedderState =>
  EmbedderState.parse({
    kind: 'built_in',
    provider_id: null,
    provider_name: null,
    model: 'holdfast-static-1',
    dimensions: 256,
    asked_dimensions: null,
    batch_size: 100,
    concurrency: 4,
    since: before(86_400 * 9),
    pairs: { total: 1_260, embedded: 1_258, pending: 0, failed: 2 },
    progress: { pairs_per_second: null, seconds_left: null },
    trouble: null,
    ...more,
  });

const ofProvider = (name: string, trouble: object | null) =>
  stateOf({
    kind: 'provider',
    provider_id: PROVIDER_ID,
    provider_name: name,
    model: name === 'Main' ? 'embed-large' : name,
    dimensions: 1_536,
    since: null,
    pairs: { total: 1_260, embedded: 420, pending: 840, failed: 0 },
    progress: { pairs_per_second: 84, seconds_left: 10 },
    trouble,
  });

/** An embedder that can be changed. Where somebody planted something, its provider says so and is in trouble. */
const NO_MODEL: Embedder['local'] = {
  models: [],
  missing: 'No folder of models is set. Whoever runs this instance names one in HOLDFAST_TRANSFORMERS_FOLDER.',
};
const MODELS: Embedder['local'] = { models: ['all-MiniLM-L6-v2', 'bge-small-en'], missing: null };

const ofInstance = (model: string) =>
  stateOf({ kind: 'local', model: `${model}@0123456789ab`, dimensions: 384, since: null });

export const embedderRoutes = (text: string | undefined, isEmpty: boolean): readonly FixtureRoute[] => {
  const trouble = { detail: text ?? '', since: before(90), again_at: before(-30) };
  let embedder: Embedder = {
    current: stateOf({}),
    next: text === undefined ? null : ofProvider(text.slice(0, 100), trouble),
    local: isEmpty ? NO_MODEL : MODELS,
  };
  return [
    route(getEmbedder, () => embedder),
    route(chooseEmbedder, ({ body }) => {
      const { kind, model } = body as EmbedderChoice;
      if (model === 'chat-only')
        ApiProblem.raise(422, 'embedder_refused', 'Main (OpenAI) answered 400: this model does not embed.');
      const none = { model: '', dimensions: 0, pairs: { total: 1_260, embedded: 0, pending: 0, failed: 0 } };
      const next = kind === 'provider' ? ofProvider('Main', null) : kind === 'local' ? ofInstance(model ?? '') : null;
      embedder =
        kind === 'none' ? { ...embedder, current: stateOf({ kind, ...none }), next: null } : { ...embedder, next };
      return embedder;
    }),
  ];
};
