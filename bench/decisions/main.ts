import { parseArgs } from 'node:util';
import { besides } from '../../packages/proving/src/decisions/start-bare-endpoint.ts';
import { compare, resumed, submissions, type Compared } from './comparing.ts';
import { onGround } from './ground.ts';
import { createOurs } from './sides/ours.ts';
import type { Side } from './sides/side.ts';
import { startFloor } from './sides/start-floor.ts';
import { startTool } from './start-tool.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'submissions,resumed,one' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    decisions: { type: 'string', default: '2000' },
  },
});
const CONNECTIONS = 50;
const ONE_BY_ONE = 200;
const SAID = {
  submissions: `submissions, ${CONNECTIONS} connections`,
  resumed: `resumed, ${CONNECTIONS} at once; times from the click until the tool is called`,
  one: 'resumed, one after the other',
};

await onGround(async ({ database, node, house }) => {
  const tool = await startTool();
  const floor = await startFloor(await besides(database, 'floor'), tool.url);
  const sides = new Map<string, Side>([
    ['floor', floor],
    ['ours', createOurs(house, node.pid, tool.url)],
  ]);
  const compared: Compared = { sides, database, rounds: Number(values.rounds) };
  const measures = {
    submissions: submissions(CONNECTIONS, Number(values.seconds) * 1000),
    resumed: resumed(tool, Number(values.decisions), CONNECTIONS),
    one: resumed(tool, ONE_BY_ONE, 1),
  };
  try {
    for (const [what, measure] of Object.entries(measures))
      if (values.only.split(',').includes(what)) await compare(SAID[what as keyof typeof measures], compared, measure);
  } finally {
    await floor.stop();
    await tool.stop();
  }
});
