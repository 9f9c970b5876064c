import type { Readiness } from '@holdfast/protocol/process/readiness';
import { cut } from '../../src/faults/cut.ts';
import { seeReadiness } from '../../src/health.ts';
import type { Http } from '../../src/http.ts';
import type { Lab } from '../../src/lab/lab.ts';
import type { Node } from '../../src/lab/node.ts';
import { until } from '../../src/lab/wait.ts';
import { times } from '../../src/load.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { createWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

interface Version {
  readonly version: string;
  readonly protocol: number;
}

interface Description {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, unknown>>;
}

const CONNECTIONS = 2;
const WAITING = 2;
const PROCESS_PATHS = ['/livez', '/readyz', '/version'];
const PROBE_PATHS = ['/api/v1/probe/notes', '/api/v1/probe/notes/{note_id}'];

const expectDocuments = async (http: Http, promised: readonly string[]): Promise<void> => {
  const version = expectBody<Version>(await http('GET', '/version'), 200);
  expectThat(/^\d+\.\d+\.\d+/.test(version.version) && version.protocol >= 1, 'the version is told', { version });
  const description = expectBody<Description>(await http('GET', '/openapi.json'), 200);
  expectThat(description.openapi.startsWith('3.1'), 'the API is described in OpenAPI 3.1', {
    openapi: description.openapi,
  });
  const missing = promised.filter((path) => description.paths[path] === undefined);
  expectThat(missing.length === 0, 'every endpoint is described', { missing });
  expectSame(description.info.version, version.version, 'description and process say the same version');
  const page = expectAnswer(await http('GET', '/docs'), 200);
  expectThat(page.headers.get('content-type')?.startsWith('text/html') === true, 'the documents are a page for people');
  const unnamed = promised.filter((path) => !String(page.body).includes(path));
  expectThat(unnamed.length === 0, 'the page names the endpoints', { unnamed });
};

const expectWell = async (node: Node): Promise<void> => {
  expectAnswer(await node.http('GET', '/livez'), 200);
  const { status, parts } = await seeReadiness(node, 200);
  expectSame(status, 'ok', 'it is ready');
  expectSame(parts['database']?.status, 'ok', 'readiness names its parts');
};

/** Others than requests may have waited as well, and health is looked at once a second. */
const expectWellSoon = async (node: Node): Promise<void> => {
  const isWell = async (): Promise<boolean> =>
    ((await node.http('GET', '/readyz')).body as Partial<Readiness>).status === 'ok';
  await until('all parts to be well again', { seconds: 5 }, isWell);
  await expectWell(node);
};

const expectDownWhileCut = async (lab: Lab): Promise<number> => {
  const database = await lab.database();
  const node = await lab.node({ database });
  await expectWell(node);
  await database.line.use(cut());
  expectAnswer(await node.http('GET', '/livez'), 200);
  const { status, parts } = await seeReadiness(node, 503);
  expectSame(status, 'down', 'without its database it is not ready');
  expectSame(parts['database']?.status, 'down', 'the part that is down is named');
  expectThat((parts['database']?.detail ?? '').length > 20, 'a part that is down says what is the matter', { parts });
  await database.line.heal();
  const healedAt = performance.now();
  await until(
    'readiness to come back',
    { seconds: 10 },
    async () => (await node.http('GET', '/readyz')).status === 200,
  );
  const milliseconds = performance.now() - healedAt;
  await expectWellSoon(node);
  return milliseconds;
};

const expectDegradedWhileBusy = async (node: Node): Promise<void> => {
  const workspace = await createWorkspace(node);
  const holders = times(CONNECTIONS + WAITING, () => workspace.slow({ kind: 'hold-connection', seconds: 2 }));
  await until(
    'the node to say that it is busy',
    { seconds: 2 },
    async () => (await seeReadiness(node, 200)).status !== 'ok',
  );
  const { status, parts } = await seeReadiness(node, 200);
  expectSame(status, 'degraded', 'while requests wait for a connection it is degraded, and still takes more');
  expectSame(parts['database']?.status, 'degraded', 'the part that is degraded is named');
  expectThat((parts['database']?.detail ?? '').length > 20, 'a part that is degraded says what to do', { parts });
  for (const holder of await holders) expectAnswer(holder, 200);
  await expectWellSoon(node);
};

const expectDraining = async (node: Node): Promise<void> => {
  node.signal('SIGTERM');
  const said = await until('the node to notice', { seconds: 2 }, async () => {
    const answer = await node.http('GET', '/readyz');
    return answer.status === 503 ? answer : undefined;
  });
  expectSame((said.body as Readiness).status, 'draining', 'a node on its way out says so');
  expectAnswer(await node.http('GET', '/livez'), 200);
  expectSame((await node.exited()).code, 0, 'it leaves in order');
};

export default scenario({
  id: 'SYS-04',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'Alive and ready are told apart, parts that are down or degraded are named, and version, OpenAPI and documents are served.',
  async run({ lab, report }) {
    const environment = { HOLDFAST_DATABASE_CONNECTIONS: String(CONNECTIONS), HOLDFAST_DRAIN_DELAY: '3' };
    const node = await lab.node({ environment });
    await expectWell(node);
    await expectDocuments(node.http, [...PROCESS_PATHS, ...PROBE_PATHS]);
    await expectDegradedWhileBusy(node);
    await expectDraining(node);
    report.figure('time to be ready again', await expectDownWhileCut(lab), 'ms');
  },
  safe: {
    claim: 'It is alive, says how each of its parts is, and version, OpenAPI and documents are served and agree.',
    async run({ http, report }) {
      expectAnswer(await http('GET', '/livez'), 200);
      const ready = await http('GET', '/readyz');
      expectThat([200, 503].includes(ready.status), 'it says whether it is ready', { status: ready.status });
      const { parts } = ready.body as Readiness;
      const silent = Object.entries(parts).filter(([, { status, detail }]) => status !== 'ok' && detail === '');
      expectThat(silent.length === 0, 'a part that is not well says what is the matter', { silent });
      await expectDocuments(http, PROCESS_PATHS);
      report.figure('time to answer /readyz', ready.milliseconds, 'ms');
    },
  },
});
