import { join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { besides } from '../../packages/proving/src/decisions/start-bare-endpoint.ts';
import { compare, resumed } from './comparing.ts';
import { onGround, say } from './ground.ts';
import { startDbos } from './peers/dbos.ts';
import { startRestate } from './peers/restate.ts';
import { createOurs } from './sides/ours.ts';
import type { Side } from './sides/side.ts';
import { startFloor } from './sides/start-floor.ts';
import { startTool } from './start-tool.ts';

const { values } = parseArgs({
  options: {
    peers: { type: 'string', default: '.cache/peers/decisions' },
    only: { type: 'string', default: 'floor,ours,restate,dbos' },
    rounds: { type: 'string', default: '3' },
    decisions: { type: 'string', default: '1000' },
  },
});
const folder = resolve(values.peers);
const PACKAGES = { restate: '@restatedev/restate-server-linux-x64', dbos: '@dbos-inc/dbos-sdk' };

await onGround(async ({ lab, database, node, house }) => {
  const tool = await startTool();
  const peers = {
    floor: async () => startFloor(await besides(database, 'floor'), tool.url),
    ours: () => Promise.resolve({ ...createOurs(house, node.pid, tool.url), stop: () => Promise.resolve() }),
    restate: () => startRestate(folder, lab.folder('restate'), tool.url),
    dbos: async () => startDbos(folder, await besides(database, 'dbos'), tool.url),
  };
  const sides = new Map<string, Side & { stop(): Promise<void> }>();
  try {
    for (const name of values.only.split(',') as (keyof typeof peers)[]) {
      const needed = name in PACKAGES ? PACKAGES[name as keyof typeof PACKAGES] : undefined;
      if (needed !== undefined && !existsSync(join(folder, 'node_modules', needed)))
        say(`${name}: not installed; bench/decisions/README.md says how`);
      else sides.set(name, await peers[name]());
    }
    const compared = { sides, database, rounds: Number(values.rounds) };
    await compare(
      'resumed, one after the other; times from the click until the tool is called',
      compared,
      resumed(tool, 200, 1),
    );
    await compare('resumed, 50 at once', compared, resumed(tool, Number(values.decisions), 50));
  } finally {
    for (const side of sides.values()) await side.stop();
    await tool.stop();
  }
});
