import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { until } from '../lab/wait.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import type { SearchGround } from './search-ground.ts';

const TAG = 'asked by the proof';
const DEPTH = 10;
const AT_ONCE = 5_000;

interface Row {
  readonly pair_id: string;
  readonly vector: Buffer;
}

/**
 * Of the ten pairs whose vectors are nearest, reckoned over all of them, how many the vector leg finds. What a question means
 * is seen by adding it as a pair whose answer says nothing: its vector is that of the question alone.
 */
export const vectorRecall = async (ground: SearchGround, count: number): Promise<number> => {
  const asked = Array.from({ length: count }, () => ground.ask());
  const ids: string[] = [];
  for (const question of new Set(asked)) {
    const body = { question, answer: '\u2603', tags: [TAG] };
    ids.push(expectBody<Pair>(await ground.caller.ask('POST', '/api/v1/knowledge/pairs', { body }), 201).id);
  }
  const questions = await until('the questions to be embedded', { seconds: 60 }, async () => {
    const rows = await vectorsOf(ground, 'v.pair_id = any($2::uuid[])', [ids]);
    return rows.length === ids.length ? rows : undefined;
  });
  const nearest = await nearestOfAll(ground, questions);
  let found = 0;
  for (const { pair_id: id } of questions) {
    const pair = expectBody<Pair>(await ground.caller.ask('GET', `/api/v1/knowledge/pairs/${id}`), 200);
    const { answer } = await ground.search(pair.question, { mode: 'vector', limit: String(DEPTH) });
    const right = nearest.get(id) ?? new Set();
    for (const item of answer.items) if (right.has(item.pair.id)) found += 1;
  }
  return found / (questions.length * DEPTH);
};

const vectorsOf = (ground: SearchGround, which: string, values: unknown[]): Promise<Row[]> =>
  ground.admin.query<Row>(
    `select v.pair_id, v.vector from knowledge.vectors v
       join knowledge.spaces s on s.workspace_id = v.workspace_id and s.id = v.space_id and s.status = 'current'
      where v.workspace_id = $1::uuid and v.vector is not null and ${which}`,
    [ground.workspace, ...values],
  );

interface Best {
  readonly id: string;
  readonly score: number;
}

const nearestOfAll = async (ground: SearchGround, questions: readonly Row[]): Promise<Map<string, Set<string>>> => {
  const wanted = questions.map(({ pair_id: id, vector }) => ({ id, vector: floats(vector), best: [] as Best[] }));
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await vectorsOf(ground, `v.pair_id > $2::uuid order by v.pair_id limit ${AT_ONCE}`, [after]);
    for (const { pair_id: id, vector } of rows) {
      const other = floats(vector);
      for (const one of wanted) keepBest(one.best, { id, score: dot(one.vector, other) });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) break;
    after = last.pair_id;
  }
  return new Map(wanted.map(({ id, best }) => [id, new Set(best.map((one) => one.id))]));
};

/** In its place. */
const keepBest = (best: Best[], one: Best): void => {
  const worst = best.at(-1);
  if (best.length === DEPTH && worst !== undefined && one.score <= worst.score) return;
  best.push(one);
  best.sort((left, right) => right.score - left.score);
  best.length = Math.min(best.length, DEPTH);
};

const floats = (bytes: Buffer): Float32Array => {
  const numbers = new Float32Array(bytes.length / 4);
  for (let at = 0; at < numbers.length; at += 1) numbers[at] = bytes.readFloatLE(at * 4);
  return numbers;
};

const dot = (one: Float32Array, other: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
};
