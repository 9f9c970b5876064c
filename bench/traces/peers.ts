import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startGenerator } from './generator/start-generator.ts';
import { jaeger } from './peers/jaeger.ts';
import { measurePeer } from './peers/measure.ts';
import { mlflow } from './peers/mlflow.ts';
import { ours } from './peers/ours.ts';
import { phoenix } from './peers/phoenix.ts';

const ALL = { ours, phoenix, mlflow, jaeger };
const { values } = parseArgs({
  options: {
    peers: { type: 'string', default: '.cache/peers' },
    only: { type: 'string', default: Object.keys(ALL).join(',') },
    seconds: { type: 'string', default: '20' },
    patience: { type: 'string', default: '600' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const folder = resolve(values.peers);
const extent = {
  seconds: Number(values.seconds),
  seed: Number(values.seed),
  patienceMs: Number(values.patience) * 1000,
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const generator = await startGenerator();
say(
  `Each at its defaults, spans of 602 bytes in requests of 1,000, four connections, ${extent.seconds} s, seed ${extent.seed}`,
);
for (const name of values.only.split(',')) {
  const peer = Object.entries(ALL).find(([is]) => is === name)?.[1];
  if (peer === undefined) throw new Error(`There is no ${name}: choose from ${Object.keys(ALL).join(', ')}.`);
  const version = await peer.installed(folder);
  if (version === undefined) {
    say(`${peer.name}: not installed; bench/traces/peers/README.md says how`);
    continue;
  }
  const is = await measurePeer(peer, folder, generator, extent);
  say(`${peer.name} ${is.version}, acknowledged ${peer.durability}`);
  say(
    `  acknowledged ${is.acknowledged.toFixed(0)}/s, until queryable ${is.found.toFixed(0)}/s, ${is.processorUs.toFixed(0)} us of processor a span`,
  );
  say(`  ${is.refused}`);
  say(`  a trace of 1,000 spans ${is.traceMs.toFixed(1)} ms, a list of 50 ${is.listMs.toFixed(1)} ms (p50)`);
  say(`  killed after ${is.killedAfter} acknowledged: ${is.missing} missing`);
}
await generator.stop();
