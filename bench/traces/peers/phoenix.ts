import type { Peer } from './peer.ts';
import { programIn, versionIn } from './installed.ts';
import { askPeer, freePorts, startProcess } from './process.ts';

const versionOf = (peers: string) => versionIn(peers, 'phoenix', 'arize_phoenix');

const TRACE =
  'query($id: String!) { getTraceByOtelId(traceId: $id) { spans(first: 1000) { edges { node { name spanId startTime statusCode latencyMs attributes } } } } }';
const COUNT = '{ getProjectByName(name: "default") { recordCount } }';
const LIST =
  '{ getProjectByName(name: "default") { spans(first: 50, filterCondition: "parent_id is None", sort: { col: startTime, dir: desc }) { edges { node { name startTime latencyMs statusCode } } } } }';

interface Answer {
  readonly data: {
    readonly getTraceByOtelId?: { readonly spans: Edges } | null;
    readonly getProjectByName?: { readonly spans?: Edges; readonly recordCount?: number } | null;
  };
}

interface Edges {
  readonly edges: readonly unknown[];
}

/** Arize Phoenix with its SQLite, which is its default. */
export const phoenix: Peer = {
  name: 'Phoenix, SQLite',
  durability: 'in memory',
  installed: versionOf,
  async start(peers, folder) {
    const [port = 0, grpc = 0] = await freePorts(2);
    const url = `http://127.0.0.1:${port}`;
    const running = await startProcess({
      command: programIn(peers, 'phoenix'),
      args: ['serve'],
      folder,
      env: {
        PHOENIX_WORKING_DIR: folder,
        PHOENIX_HOST: '127.0.0.1',
        PHOENIX_PORT: String(port),
        PHOENIX_GRPC_PORT: String(grpc),
        PHOENIX_TELEMETRY_ENABLED: 'false',
      },
      ready: `${url}/healthz`,
    });
    const ask = async (query: string, variables = {}): Promise<Answer['data']> => {
      const answer = await askPeer<Answer>(`${url}/graphql`, { query, variables });
      if (!answer?.data) throw new Error(`Phoenix does not answer ${query}: ${JSON.stringify(answer)}`);
      return answer.data;
    };
    return {
      ...running,
      version: (await versionOf(peers)) ?? '',
      target: { url: `${url}/v1/traces`, headers: {} },
      spansOf: async (id) => (await ask(TRACE, { id })).getTraceByOtelId?.spans.edges.length ?? 0,
      count: async () => (await ask(COUNT)).getProjectByName?.recordCount ?? 0,
      list: async () => (await ask(LIST)).getProjectByName?.spans?.edges.length ?? 0,
    };
  },
};
