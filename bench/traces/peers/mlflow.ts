import type { Peer } from './peer.ts';
import { programIn, versionIn } from './installed.ts';
import { askPeer, freePorts, startProcess } from './process.ts';

const versionOf = (peers: string) => versionIn(peers, 'mlflow', 'mlflow');

interface Whole {
  readonly trace?: { readonly spans?: readonly unknown[] };
}

const EXPERIMENT = '0';
const NEWEST = {
  locations: [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: EXPERIMENT } }],
  max_results: 50,
  order_by: ['timestamp_ms DESC'],
};

/** MLflow's tracking server with its SQLite, which is its default. */
export const mlflow: Peer = {
  name: 'MLflow, SQLite',
  durability: 'committed to SQLite',
  installed: versionOf,
  async start(peers, folder) {
    const [port = 0] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const running = await startProcess({
      command: programIn(peers, 'mlflow'),
      args: ['server', '--host', '127.0.0.1', '--port', String(port)],
      folder,
      // its own command, for the processes that it starts
      env: { PATH: `${peers}/mlflow/bin:${process.env['PATH'] ?? ''}`, MLFLOW_DISABLE_TELEMETRY: 'true' },
      ready: `${url}/health`,
    });
    const api = `${url}/ajax-api/3.0/mlflow/traces`;
    return {
      ...running,
      version: (await versionOf(peers)) ?? '',
      target: { url: `${url}/v1/traces`, headers: { 'x-mlflow-experiment-id': EXPERIMENT } },
      async spansOf(id) {
        const whole = await askPeer<Whole>(`${api}/get?trace_id=tr-${id}&allow_partial=true`);
        return whole?.trace?.spans?.length ?? 0;
      },
      // it says no number; what it acknowledges is committed
      count: () => Promise.resolve(undefined),
      list: async () => (await askPeer<{ traces?: readonly unknown[] }>(`${api}/search`, NEWEST))?.traces?.length ?? 0,
    };
  },
};
