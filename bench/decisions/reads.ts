import { fillDecisions } from '../../packages/proving/src/decisions/fill-decisions.ts';
import { A_REFUND, DECISIONS, submit, type House } from '../../packages/proving/src/decisions/house.ts';
import { lookAround } from '../../packages/proving/src/decisions/look-around.ts';
import { openLine, parsed, requestOf, type Line } from '../../packages/proving/src/line.ts';
import { percentiles } from '../lib/percentiles.ts';
import { processorMsOf } from '../lib/processor-time.ts';
import { onGround, say, type Ground } from './ground.ts';

const SIZES = (process.argv[2] ?? '100,100000').split(',').map(Number);
const TIMES = Number(process.argv[3] ?? 200);
const SECONDS = Number(process.argv[4] ?? 15);

/** What people and agents ask of an inbox. */
const QUESTIONS = {
  'the inbox': '?status=pending',
  'what the navigation counts': '?limit=100',
  'of a priority': '?priority=high',
  'of a kind': '?kind=kind.7',
  'of a kind and a priority': '?kind=kind.7&priority=low',
  'of a kind that there is not': '?kind=nothing',
  'of admins': '?required_role=admin',
  mine: '?claimed=by_me',
  "nobody's": '?claimed=by_nobody',
  'of a trace': `?trace_id=${'a'.repeat(32)}`,
  returned: '?status=returned',
  over: '?status=approved',
  statistics: '/stats',
} as const;

const ask = async (line: Line, house: House, path: string, body?: string): Promise<unknown> => {
  const token = body === undefined ? house.analysts[0]?.token : house.agent.token;
  const headers = { authorization: `Bearer ${token}` };
  const url = new URL(DECISIONS + path, house.agent.place.url);
  const answer = await line.ask(requestOf(body === undefined ? 'GET' : 'POST', url, headers, body));
  if (answer.status > 201) throw new Error(`${path} is answered ${answer.status}: ${answer.body.toString()}`);
  return parsed(answer);
};

/** One after the other: how long each takes, and the processor time of server and database. */
const measure = async (
  { node, database }: Ground,
  what: string,
  once: (nth: number) => Promise<unknown>,
): Promise<void> => {
  for (let nth = 0; nth < 20; nth += 1) await once(nth);
  const costs = () => [processorMsOf(node.pid), processorMsOf(database.pid)] as const;
  const before = costs();
  const times: number[] = [];
  for (let nth = 0; nth < TIMES; nth += 1) {
    const since = performance.now();
    await once(nth);
    times.push(performance.now() - since);
  }
  const [server = 0, postgres = 0] = costs().map((cost, at) => (cost - (before[at] ?? 0)) / TIMES);
  const { p50, p99 } = percentiles(times);
  say(
    `  ${what.padEnd(30)} p50 ${p50.toFixed(1).padStart(6)}, p99 ${p99.toFixed(1).padStart(6)} ms, processor ${server.toFixed(1)} and ${postgres.toFixed(1)} ms`,
  );
};

/** The pages of the inbox one after the other, from the beginning again when it is over. */
const pages = (line: Line, house: House): (() => Promise<void>) => {
  let cursor: string | null = null;
  return async () => {
    const more: string = cursor === null ? '' : `&cursor=${cursor}`;
    cursor = ((await ask(line, house, `?limit=50${more}`)) as { next_cursor: string | null }).next_cursor;
  };
};

await onGround(async (ground) => {
  const { house, database } = ground;
  const admin = await database.asAdmin();
  const line = openLine(new URL(house.agent.place.url));
  const first = await submit(house.agent);
  let there = 1;
  for (const size of SIZES) {
    await fillDecisions(admin, first.id, size - there);
    there = size;
    say(`${size} wait, processor times of server and database, each ${TIMES} times`);
    for (const [what, path] of Object.entries(QUESTIONS)) await measure(ground, what, () => ask(line, house, path));
    await measure(ground, 'page after page', pages(line, house));
    await measure(ground, 'one', () => ask(line, house, `/${first.id}`));
    await measure(ground, 'asking for one', () => ask(line, house, '', JSON.stringify(A_REFUND)));
    there += TIMES + 20;
    await crowd(ground);
  }
  line.close();
  await admin.close();
});

/** A hundred who look at something twice a second, and one in ten of them writes. */
async function crowd({ house }: Ground): Promise<void> {
  const ids = await Promise.all(Array.from({ length: 200 }, async () => (await submit(house.agent)).id));
  for (const writes of [0, 0.1]) {
    const looked = await lookAround(house, ids, { clients: 100, everyMs: 500, seconds: SECONDS, writes });
    if (looked.odd.length > 0) throw new Error(looked.odd[0]);
    const [reads, written] = [percentiles(looked.reads), percentiles(looked.writes)];
    say(
      `  100 clients, 200 a second, ${writes * 100} % writes: reads p50 ${reads.p50.toFixed(1)}, p99 ${reads.p99.toFixed(1)} ms` +
        (writes === 0 ? '' : `, writes p50 ${written.p50.toFixed(1)}, p99 ${written.p99.toFixed(1)} ms`),
    );
  }
}
