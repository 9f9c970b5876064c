import type { Embedder } from '@holdfast/protocol/knowledge/embedders';
import type { SearchAnswer } from '@holdfast/protocol/knowledge/search';
import type { Caller } from '../identity/caller.ts';
import { setUpInstance } from '../identity/instance.ts';
import type { Database } from '../lab/database.ts';
import type { Lab } from '../lab/lab.ts';
import type { Node } from '../lab/node.ts';
import { until } from '../lab/wait.ts';
import { expectAnswer, expectBody } from '../oracles/expect-answer.ts';
import { expectThat } from '../oracles/expect-that.ts';
import type { Sql } from '../postgres/sql.ts';
import type { Random } from '../run/random.ts';
import { fillPairs } from './fill-pairs.ts';
import { generateQuestion } from './generated-pairs.ts';

/** A workspace with many generated pairs, all embedded by the built-in embedder. */
export interface SearchGround {
  readonly node: Node;
  readonly admin: Sql;
  readonly caller: Caller;
  readonly workspace: string;
  /** Adds so many more, and waits until they have their vectors. */
  grow(count: number): Promise<void>;
  /** How long it takes until the first question is answered, however often it is told to come again. */
  firstAnswer(): Promise<number>;
  search(question: string, more?: Readonly<Record<string, string>>): Promise<{ answer: SearchAnswer; ms: number }>;
  ask(): string;
}

const PATIENCE_MS = 120_000;
const EMBEDDING_SECONDS = 900;

export const openSearchGround = async (
  lab: Lab,
  random: Random,
  { settings = {} }: { readonly settings?: Readonly<Record<string, string>> } = {},
): Promise<SearchGround> => {
  const database: Database = await lab.database();
  const unlimited = { HOLDFAST_LIMIT_MEMBER: '0', HOLDFAST_LIMIT_WORKSPACE: '0' };
  const environment = { HOLDFAST_DATABASE_URL: database.directUrl, ...unlimited, ...settings };
  const node = await lab.node({ entry: 'product', database, environment });
  const { first } = await setUpInstance(node);
  const admin = lab.keep(await database.asAdmin());
  const caller = first.admin;
  let asked = 0;
  let grown = 0;

  const embedded = async (): Promise<number> => {
    const answer = await caller.ask('GET', '/api/v1/knowledge/embedder', { patienceMs: PATIENCE_MS });
    return expectBody<Embedder>(answer, 200).current.pairs.pending;
  };
  return {
    node,
    admin,
    caller,
    workspace: first.id,
    async grow(count) {
      await fillPairs(admin, first.id, random, count);
      // the endpoint begins the filling of vectors, of all that wait
      grown += count;
      const body = { question: `What is known of the first ${grown}?`, answer: 'Nothing yet.' };
      expectAnswer(await caller.ask('POST', '/api/v1/knowledge/pairs', { body }), 201);
      await until(
        'all pairs to be embedded',
        { seconds: EMBEDDING_SECONDS, everyMs: 500 },
        async () => (await embedded()) === 0,
      );
      await admin.query('analyze knowledge.vectors');
    },
    async firstAnswer() {
      const since = performance.now();
      const path = `/api/v1/knowledge/search?q=${encodeURIComponent(generateQuestion(random.of('first')))}`;
      await until('a first answer', { seconds: 120 }, async () => {
        const answer = await caller.ask('GET', path, { patienceMs: PATIENCE_MS });
        expectThat([200, 503].includes(answer.status), 'a question is answered, or told to come again', {
          status: answer.status,
        });
        return answer.status === 200;
      });
      return performance.now() - since;
    },
    async search(question, more = {}) {
      const query = new URLSearchParams({ q: question, ...more }).toString();
      const found = await caller.ask('GET', `/api/v1/knowledge/search?${query}`, { patienceMs: PATIENCE_MS });
      return { answer: expectBody<SearchAnswer>(found, 200), ms: found.milliseconds };
    },
    ask() {
      asked += 1;
      return generateQuestion(random.of(`question ${asked}`));
    },
  };
};
