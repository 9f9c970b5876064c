import type { ModelList } from '@holdfast/protocol/providers/models';
import type { Provider, ProviderKind } from '@holdfast/protocol/providers/providers';
import type { Answer } from '../http.ts';
import type { Caller } from '../identity/caller.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import { startModelProvider, type ModelProvider } from '../simulators/models/model-provider.ts';
import { always } from '../simulators/models/script.ts';

export const KEY = 'the-key-of-the-simulator';
export const MODELS = ['simulated-large', 'simulated-medium', 'simulated-small'];

/** Kinds of providers, and what stands behind the address of the simulator. */
export const KINDS: readonly (readonly [ProviderKind, string])[] = [
  ['openai', '/v1'],
  ['anthropic', ''],
  ['google', ''],
];

export const startListing = (): Promise<ModelProvider> =>
  startModelProvider({ script: always({ text: 'hello' }), key: KEY, models: MODELS, listing: { pageSize: 2 } });

export const allowing = (simulators: readonly ModelProvider[]): string =>
  simulators.map(({ url }) => new URL(url).host).join(',');

/** Stored without being tried, so that nothing is known of its models. */
export const addUntried = async (
  admin: Caller,
  simulator: ModelProvider,
  kind: ProviderKind,
  { name, key = KEY }: { readonly name: string; readonly key?: string },
): Promise<string> => {
  const base_url = `${simulator.url}${KINDS.find(([each]) => each === kind)?.[1] ?? ''}`;
  const body = { name, kind, base_url, key };
  return expectBody<Provider>(await admin.ask('POST', '/api/v1/providers?try=false', { body }), 201).id;
};

export const askForModels = (caller: Caller, provider: string, refresh = false): Promise<Answer> =>
  caller.ask('GET', `/api/v1/providers/${provider}/models?refresh=${refresh}`, { patienceMs: 90_000 });

export const listIn = (answer: Answer): ModelList => expectBody<ModelList>(answer, 200);

export const idsIn = (answer: Answer): readonly string[] =>
  listIn(answer)
    .items.map(({ id }) => id)
    .toSorted();
