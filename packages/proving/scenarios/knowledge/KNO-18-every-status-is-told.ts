import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import type { EventName } from '@holdfast/protocol/telemetry/events';
import { followStatuses } from '../../src/knowledge/follow-statuses.ts';
import { importerAt, type Importer } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import type { Node } from '../../src/lab/node.ts';
import { until } from '../../src/lab/wait.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const EVENT: EventName = 'import_job_status_changed';
const MANY = 30_000;

const inLog = (node: Node, id: string): string[] =>
  node.logs.entries
    .filter((entry) => entry['event'] === EVENT && entry['import_id'] === id)
    .map((entry) => `${id} ${String(entry['status'])}`);

const cancelled = async (importer: Importer): Promise<ImportJob> => {
  const { id } = await importer.send(tableOf(numbered(MANY)));
  await until('rows to be stored', { seconds: 60 }, async () => (await importer.find(id)).counts.rows > 0);
  expectAnswer(await importer.ask('POST', `/imports/${id}/cancel`), 200);
  return importer.find(id);
};

export default scenario({
  id: 'KNO-18',
  kind: 'observability',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'Each status of an import is told once, in order and with its id, in the log and to those who follow live: accepted, worked on, ended, undone.',
  async run({ lab, report }) {
    const node = await lab.node();
    const importer = importerAt(node);
    const live = await followStatuses(node, importer.workspace);
    const good = await importer.run(tableOf(numbered(3)));
    await importer.undo(good.id);
    const bad = await importer.run(`${tableOf(numbered(3))}"",nothing was asked\n`);
    const stopped = await cancelled(importer);
    const told = [
      ...['pending', 'processing', 'completed', 'undone'].map((status) => `${good.id} ${status}`),
      ...['pending', 'processing', 'completed_with_errors'].map((status) => `${bad.id} ${status}`),
      ...['pending', 'processing', 'cancelled'].map((status) => `${stopped.id} ${status}`),
    ];
    const all = { seconds: 20, everyMs: 50 } as const;
    await until('everything to be told', all, () => live.heard.length >= told.length);
    expectSame(live.heard, told, 'those who follow hear of each status once, in order');
    const ids = [good.id, bad.id, stopped.id];
    const logged = () => ids.flatMap((id) => inLog(node, id));
    await until('everything to be logged', all, () => logged().length >= told.length);
    expectSame(logged(), told, 'the log has each status once, in order');
    report.figure('changes of status', told.length);
    await live.close();
  },
});
