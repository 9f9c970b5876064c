import { openSearchGround, type SearchGround } from '../../packages/proving/src/knowledge/search-ground.ts';
import { measureSearch } from '../../packages/proving/src/knowledge/search-load.ts';
import { vectorRecall } from '../../packages/proving/src/knowledge/vector-recall.ts';
import type { Lab } from '../../packages/proving/src/lab/lab.ts';
import type { Random } from '../../packages/proving/src/run/random.ts';

export interface Searching {
  readonly lab: Lab;
  readonly random: Random;
  /** Pairs at each stop, growing. */
  readonly sizes: readonly number[];
  readonly say: (line: string) => void;
}

const WARM_UP = 200;
const ALONE = 1_000;
const TOGETHER = 3_000;
const JUDGED = 100;
const MIB = 1024 * 1024;

/** Searches over HTTP, each with another question, at each size by one client and by sixteen. */
export const measureSearching = async ({ lab, random, sizes, say }: Searching): Promise<void> => {
  const ground = await openSearchGround(lab, random);
  say('\n## Search\n');
  let there = 0;
  for (const size of sizes) {
    const since = performance.now();
    await ground.grow(size - there);
    there = size;
    say(`${size} pairs, written and embedded in ${seconds(performance.now() - since)}`);
    await measureAt(ground, say);
  }
};

const measureAt = async (ground: SearchGround, say: (line: string) => void): Promise<void> => {
  say(`  first question, which waits for the index: ${seconds(await ground.firstAnswer())}`);
  await measureSearch(ground, 1, WARM_UP);
  for (const [clients, questions] of [
    [1, ALONE],
    [16, TOGETHER],
  ] as const) {
    const { p50, p99, perSecond } = await measureSearch(ground, clients, questions);
    say(
      `  ${clients} client${clients === 1 ? '' : 's'}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${Math.round(perSecond)} a second`,
    );
  }
  for (const mode of ['keyword', 'vector']) {
    const took: number[] = [];
    for (let nth = 0; nth < WARM_UP; nth += 1) took.push((await ground.search(ground.ask(), { mode })).ms);
    say(
      `  ${mode} alone, 1 client: median ${(took.toSorted((one, other) => one - other)[WARM_UP / 2] ?? 0).toFixed(1)} ms`,
    );
  }
  say(`  recall@10 of the vector leg: ${(await vectorRecall(ground, JUDGED)).toFixed(3)}`);
  const metrics = await ground.caller.ask('GET', '/metrics');
  const bytes = Number(/^holdfast_knowledge_index_bytes (\S+)/m.exec(String(metrics.body))?.[1]);
  say(`  the index takes ${(bytes / MIB).toFixed(0)} MiB`);
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
