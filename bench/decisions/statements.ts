import { openHouse } from '../../packages/proving/src/decisions/house.ts';
import { setUpInstance } from '../../packages/proving/src/identity/instance.ts';
import { say, withLab } from './ground.ts';
import { createOurs } from './sides/ours.ts';
import { startTool } from './start-tool.ts';
import { readLog, sumOf } from './statements/read-log.ts';

const COUNT = Number(process.argv[2] ?? 50);
const SHOWN = Number(process.argv[3] ?? 25);
/** Of prepared statements plans are settled, and of the server all code has run. */
const WARM = 100;

/** Everything the database says of its time; that it says so costs time as well, so that only what is beside each other compares. */
const LOG = { log_min_duration_statement: '0', log_line_prefix: '%p ', log_parameter_max_length: '0' };

await withLab(async (lab) => {
  const database = await lab.database(LOG);
  const environment = { HOLDFAST_DATABASE_URL: database.directUrl };
  const node = await lab.node({ entry: 'product', database, environment });
  const house = await openHouse(await setUpInstance(node), 'Statements');
  const tool = await startTool();
  const ours = createOurs(house, node.pid, tool.url);
  const lane = ours.lane();
  const resumeAll = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) await lane.resume(id);
  };

  const tell = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    database.logs.lines.length = 0;
    await work();
    const spent = readLog(database.logs.lines.splice(0));
    const each = (value: number): string => (value / COUNT).toFixed(2).padStart(6);
    const runs = spent.reduce((sum, one) => sum + one.runs, 0);
    const ms = spent.reduce((sum, one) => sum + sumOf(one), 0);
    say(`${what}: ${each(runs).trim()} statements, ${each(ms).trim()} ms; times, parse, bind and execute of each`);
    for (const one of spent.slice(0, SHOWN))
      say(`  ${each(one.runs)} ${each(one.parseMs)} ${each(one.bindMs)} ${each(one.executeMs)} ms  ${one.statement}`);
  };

  await resumeAll(await ours.waiting(WARM));
  await tell('a submission', () => ours.waiting(COUNT));
  const ids = await ours.waiting(COUNT);
  await tell('a resumed decision', () => resumeAll(ids));
  lane.close();
  await tool.stop();
});
