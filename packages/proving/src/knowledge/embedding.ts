import type { Embedder as Chosen, EmbedderState } from '@holdfast/protocol/knowledge/embedders';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import type { Provider } from '@holdfast/protocol/providers/providers';
import type { Caller } from '../identity/caller.ts';
import { setUpInstance } from '../identity/instance.ts';
import type { Lab } from '../lab/lab.ts';
import { until } from '../lab/wait.ts';
import { times } from '../load.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import { startEmbedder, type Embedder } from '../simulators/embeddings/embedder.ts';

export interface Pace {
  /** Texts in one request. */
  readonly batch: number;
  /** Requests at once. */
  readonly concurrency: number;
}

/** A workspace whose pairs an embedder of somebody else is to embed. */
export interface EmbeddingGround {
  readonly admin: Caller;
  readonly simulator: Embedder;
  /** Adds so many pairs, each with a question and an answer of its own. */
  addPairs(count: number): Promise<readonly string[]>;
  choose(choice: object): Promise<Chosen>;
  chooseSimulated(pace: Pace): Promise<Chosen>;
  state(): Promise<EmbedderState>;
  /** Until every pair has its vector, and how long after `since` that was. */
  untilEmbedded(total: number, seconds: number, since?: number): Promise<number>;
}

const PATH = '/api/v1/knowledge/embedder';
const ADDERS = 8;

export const startEmbedding = async (
  lab: Lab,
  environment: Readonly<Record<string, string>> = {},
): Promise<EmbeddingGround> => {
  const simulator = lab.keep(await startEmbedder());
  const node = await lab.node({
    entry: 'product',
    environment: { HOLDFAST_OUTBOUND_ALLOW: new URL(simulator.url).host, ...environment },
  });
  const { admin } = (await setUpInstance(node)).first;
  const body = { name: 'Simulated', kind: 'openai_compatible', base_url: `${simulator.url}/v1` };
  const provider = expectBody<Provider>(await admin.ask('POST', '/api/v1/providers?try=false', { body }), 201);

  const choose = async (choice: object): Promise<Chosen> =>
    expectBody<Chosen>(await admin.ask('PUT', PATH, { body: choice, patienceMs: 60_000 }), 200);
  const state = async (): Promise<EmbedderState> =>
    expectBody<Chosen>(await admin.ask('GET', PATH, { patienceMs: 30_000 }), 200).current;
  let added = 0;

  return {
    admin,
    simulator,
    choose,
    state,
    chooseSimulated: ({ batch, concurrency }) =>
      choose({ kind: 'provider', provider_id: provider.id, model: 'simulated', batch_size: batch, concurrency }),
    async addPairs(count) {
      const last = added + count;
      const ids: string[] = [];
      await times(ADDERS, async () => {
        while (added < last) {
          added += 1;
          const body = {
            question: `What is thing number ${added}?`,
            answer: `It is the thing with the number ${added}.`,
          };
          ids.push(expectBody<Pair>(await admin.ask('POST', '/api/v1/knowledge/pairs', { body }), 201).id);
        }
      });
      return ids;
    },
    async untilEmbedded(total, seconds, since = performance.now()) {
      await until(
        `${total} pairs to be embedded`,
        { seconds, everyMs: 25 },
        async () => (await state()).pairs.embedded === total,
      );
      return performance.now() - since;
    },
  };
};
