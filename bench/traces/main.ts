import { parseArgs } from 'node:util';
import { holds, lineOf, type Finding } from './finding.ts';
import { openGround } from './ours/ground.ts';
import { acknowledge, halfLoad } from './phases/acknowledge.ts';
import { disk } from './phases/disk.ts';
import { kills } from './phases/kills.ts';
import { limits } from './phases/limits.ts';
import { reading } from './reading/reading.ts';
import { visibility } from './phases/visibility.ts';

const PHASES = ['limits', 'acknowledge', 'half', 'visibility', 'reading', 'disk', 'kills'] as const;
const { values } = parseArgs({
  options: {
    phases: { type: 'string', default: PHASES.join(',') },
    seconds: { type: 'string', default: '60' },
    spans: { type: 'string', default: '1000000' },
    kills: { type: 'string', default: '20' },
    full: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    profiles: { type: 'string' },
  },
});
const seed = Number(values.seed);
const asked = new Set(values.phases.split(','));
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const all: Finding[] = [];
const run = async (phase: (typeof PHASES)[number], measure: () => Promise<Finding[]>): Promise<void> => {
  if (!asked.has(phase)) return;
  for (const finding of await measure()) {
    all.push(finding);
    say(lineOf(finding));
  }
};

say(`Durability class: acknowledged after fdatasync of the log. Seed ${seed}. Server and generator on this machine.`);
await run('limits', () => limits(seed));
if (PHASES.slice(1, -1).some((phase) => asked.has(phase))) {
  const ground = await openGround({ seed, seconds: Number(values.seconds), profiles: values.profiles });
  try {
    await run('acknowledge', () => acknowledge(ground));
    await run('half', () => halfLoad(ground));
    await run('visibility', () => visibility(ground));
    await run('reading', () => reading(ground, values.full ? 10_000_000 : Number(values.spans)));
    await run('disk', () => disk(ground));
    const { together, server, store } = ground.memory.most;
    const memory: Finding = {
      what: 'most in memory, server and process of the spans',
      figure: together / 1e6,
      unit: 'MB',
      bar: { below: 1000 },
      note: `${(server / 1e6).toFixed(0)} and ${(store / 1e6).toFixed(0)} MB; PostgreSQL is not counted`,
    };
    all.push(memory);
    say(lineOf(memory));
  } finally {
    await ground.stop();
  }
}
await run('kills', () => kills(values.full ? 500 : Number(values.kills), seed, say));
process.exitCode = all.some((finding) => holds(finding) === false) ? 1 : 0;
