import { expectEachRowOnce } from '../../src/knowledge/expect-each-row-once.ts';
import { importerAt, type Importer } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { createHttp } from '../../src/http.ts';
import { startDeployment } from '../../src/lab/deployment.ts';
import type { Node } from '../../src/lab/node.ts';
import { pass, until } from '../../src/lab/wait.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { isHeldBy, type SeenJob } from '../../src/probe/work.ts';
import { scenario } from '../../src/scenario.ts';

const ROWS = 40_000;
/** What a node that wakes needs to find out that its job is gone. */
const AWAKE_MS = 3_000;
const SECONDS = 240;

/** Who works on the imports of this workspace now, as an operator sees it. */
const holderOf = async (witness: Node, { workspace }: Importer, nodes: readonly Node[]): Promise<Node | undefined> => {
  const token = `probe.admin.${workspace}.${workspace}`;
  const path = '/api/v1/jobs?queue=imports&state=running';
  const { items } = expectBody<{ items: SeenJob[] }>(await createHttp(witness.url)('GET', path, { token }), 200);
  return nodes.find((node) => items.some((job) => isHeldBy(job, node)));
};

interface Begun {
  readonly id: string;
  readonly importer: Importer;
  readonly holder: Node;
}

/** An import in the middle, sent to one who is there to be asked, and the node that works on it. */
const begin = async (witness: Node, nodes: readonly Node[]): Promise<Begun> => {
  const importer = importerAt(witness);
  const { id } = await importer.send(tableOf(numbered(ROWS)));
  return until('the import to be under way', { seconds: 60, everyMs: 10 }, async () => {
    const { counts } = await importer.find(id);
    const holder = await holderOf(witness, importer, nodes);
    return counts.rows > 0 && holder !== undefined ? { id, importer, holder } : undefined;
  });
};

export default scenario({
  id: 'KNO-09',
  kind: 'recovery',
  tier: 'nightly',
  needs: ['lab', 'database', 'redis'],
  weight: 'critical',
  claim:
    'When the process that works on an import is killed, or only stopped for so long that it counts as gone, another goes on behind the last batch. The one that wakes writes nothing, and each row is done once.',
  capSeconds: 600,
  async run({ lab, report }) {
    const deployment = await startDeployment(lab, 0);
    const { node: witness } = await deployment.addWith({ HOLDFAST_ROLE: 'api' });
    const addWorker = async (): Promise<Node> => (await deployment.addWith({ HOLDFAST_ROLE: 'worker' })).node;
    const workers = [await addWorker(), await addWorker()];

    const first = await begin(witness, workers);
    await first.holder.kill();
    const killedAt = performance.now();
    await until('another to go on', { seconds: 60, everyMs: 50 }, async () => {
      const holder = await holderOf(witness, first.importer, workers);
      return holder !== undefined && holder !== first.holder;
    });
    report.figure('another goes on after a kill within', (performance.now() - killedAt) / 1000, 's');
    const job = await first.importer.ended(first.id, SECONDS);
    expectSame(job.status, 'completed', 'the import whose process was killed is completed');
    await expectEachRowOnce(first.importer, job, ROWS);

    const awake = [...workers.filter((node) => node !== first.holder), await addWorker()];
    const second = await begin(witness, awake);
    second.holder.pause();
    const other = await second.importer.ended(second.id, SECONDS);
    second.holder.resume();
    await pass(AWAKE_MS);
    expectSame(await second.importer.find(second.id), other, 'the one that wakes changes nothing');
    await expectEachRowOnce(second.importer, other, ROWS);
    report.figure('rows of each import', ROWS);
  },
});
