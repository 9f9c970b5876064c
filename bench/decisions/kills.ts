import { setTimeout as after } from 'node:timers/promises';
import { openHouse } from '../../packages/proving/src/decisions/house.ts';
import { atPlace } from '../../packages/proving/src/identity/caller.ts';
import { setUpInstance } from '../../packages/proving/src/identity/instance.ts';
import type { Member } from '../../packages/proving/src/identity/space.ts';
import { freePort } from '../../packages/proving/src/lab/free-port.ts';
import type { Lab } from '../../packages/proving/src/lab/lab.ts';
import { createRandom } from '../../packages/proving/src/run/random.ts';
import { percentiles } from '../lib/percentiles.ts';
import { say, withLab } from './ground.ts';
import { createDeciding } from './kills/deciding.ts';
import type { Outage } from './kills/outages.ts';
import { verify, type Verified } from './kills/verify.ts';
import { createWishes } from './kills/wishes.ts';
import { nowMs } from './now.ts';
import type { Order, Word } from './performer.ts';
import { startScript } from './start-script.ts';
import { startTool } from './start-tool.ts';

const KILLS = Number(process.argv[2] ?? 100);
const SEED = Number(process.argv[3] ?? Date.now() % 1_000_000);
const LIVES_MS = [50, 800] as const;
const VICTIMS = ['server', 'server and database', 'performer', 'server and performer'] as const;

const random = createRandom(SEED);

const run = async (lab: Lab): Promise<boolean> => {
  // on one port over all its lives, as whoever calls it expects
  const node = await lab.node({ entry: 'product', environment: { HOLDFAST_HTTP_PORT: String(await freePort()) } });
  const house = await openHouse(await setUpInstance(node), 'Kills');
  const tool = await startTool();
  const deciding = createDeciding(atPlace(house.analysts[0] as Member, node));
  const wishes = createWishes(deciding.approve);
  const outages: Outage[] = [];

  const startPerformer = async () => {
    const script = await startScript<Word>('performer.ts', [node.url, house.agent.token, tool.url]);
    script.onMessage(wishes.hear);
    script.send(wishes.order());
    return script;
  };
  let performer = await startPerformer();

  const kill = async (victim: (typeof VICTIMS)[number]): Promise<number> => {
    const server = victim === 'performer' ? [] : [node.kill({ tree: victim === 'server and database' })];
    const agent = victim.endsWith('performer') ? [performer.kill()] : [];
    const downMs = nowMs();
    await Promise.all([...server, ...agent]);
    const starting = agent.map(async () => (performer = await startPerformer()));
    await Promise.all([...server.map(() => node.start()), ...starting]);
    outages.push({ downMs, upMs: nowMs() });
    return server.length + agent.length + (victim === 'server and database' ? 1 : 0);
  };

  let kills = 0;
  while (kills < KILLS) {
    await after(random.between(...LIVES_MS));
    kills += await kill(random.pick(VICTIMS));
    if (outages.length % 10 === 0) say(`${kills} kills, ${wishes.submitted.size} asked for, ${wishes.ended.size} done`);
  }
  const { promise: idle, resolve } = Promise.withResolvers<void>();
  performer.onMessage(({ is }) => void (is === 'idle' && resolve()));
  performer.send('drain' satisfies Order);
  await idle;
  await deciding.idle();

  const called = await tool.tell();
  const { approved, odd } = deciding;
  const agent = atPlace(house.agent, node);
  const verified = await verify({ agent, ids: [...wishes.submitted.keys()], approved, called, outages });
  await performer.kill();
  await tool.stop();
  tellOf(kills, outages, verified);
  say(
    `  ${wishes.submitted.size} submissions acknowledged, ${approved.size} approvals, ${wishes.ended.size} reports, ${called.length} effects`,
  );
  for (const deviation of [...odd, ...verified.deviations].slice(0, 20)) say(`  ${deviation}`);
  return odd.length + verified.deviations.length + verified.late === 0;
};

const tellOf = (kills: number, outages: readonly Outage[], verified: Verified): void => {
  const away = percentiles(outages.map(({ downMs, upMs }) => upMs - downMs));
  say(`${kills} SIGKILLs in ${outages.length} outages of p50 ${away.p50.toFixed(0)} ms, seed ${SEED}`);
  say(
    `  ${verified.struck.beforeTool} decisions struck before the tool, ${verified.struck.beforeRecord} before the record`,
  );
  say(`  ${verified.lost} lost, ${verified.calledAgain} called again with the same key`);
  say(
    `  resumed ${verified.latestMs.toFixed(0)} ms after all was ready at the latest, ${verified.late} later than 500 ms`,
  );
};

process.exitCode = (await withLab(run)) ? 0 : 1;
