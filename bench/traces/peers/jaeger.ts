import { execFile } from 'node:child_process';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Peer } from './peer.ts';
import { askPeer, freePorts, startProcess } from './process.ts';

const programOf = (peers: string): string => join(peers, 'jaeger', 'jaeger');

const versionOf = async (peers: string): Promise<string | undefined> => {
  const program = programOf(peers);
  if (
    !(await access(program).then(
      () => true,
      () => false,
    ))
  )
    return undefined;
  const { stdout } = await promisify(execFile)('go', ['version', '-m', program]).catch(() => ({ stdout: '' }));
  return /jaegertracing\/jaeger\s+(?<version>v\S+)/.exec(stdout)?.groups?.['version'] ?? 'of the module that was built';
};

interface Traces {
  readonly data: readonly { readonly spans: readonly unknown[] }[] | null;
}

const HOUR_US = 3_600_000_000;

/** Jaeger v2 with the configuration that it ships for Badger, but for folders and ports. */
export const jaeger: Peer = {
  name: 'Jaeger, Badger',
  durability: 'in memory (batch processor, Badger without sync)',
  installed: versionOf,
  async start(peers, folder) {
    const [http = 0, grpc = 0, query = 0, queryGrpc = 0, health = 0, metrics = 0] = await freePorts(6);
    const file = join(folder, 'jaeger.yaml');
    await writeFile(file, configOf(folder, { http, grpc, query, queryGrpc, health, metrics }));
    const running = await startProcess({
      command: programOf(peers),
      args: ['--config', file],
      folder,
      ready: `http://127.0.0.1:${health}/status`,
    });
    const api = `http://127.0.0.1:${query}/api/traces`;
    return {
      ...running,
      version: (await versionOf(peers)) ?? '',
      target: { url: `http://127.0.0.1:${http}/v1/traces`, headers: {} },
      spansOf: async (id) => (await askPeer<Traces>(`${api}/${id}`))?.data?.[0]?.spans.length ?? 0,
      count: () => Promise.resolve(undefined),
      async list() {
        const end = Date.now() * 1000;
        const asked = `service=support-3&limit=50&start=${end - HOUR_US}&end=${end + HOUR_US}`;
        return (await askPeer<Traces>(`${api}?${asked}`))?.data?.length ?? 0;
      },
    };
  },
};

const configOf = (folder: string, ports: Readonly<Record<string, number>>): string => `
service:
  extensions: [jaeger_storage, jaeger_query, healthcheckv2]
  pipelines:
    traces:
      receivers: [otlp]
      processors: [batch]
      exporters: [jaeger_storage_exporter]
  telemetry:
    metrics:
      readers:
        - pull: { exporter: { prometheus: { host: 127.0.0.1, port: ${ports['metrics']} } } }
extensions:
  healthcheckv2:
    use_v2: true
    http: { endpoint: "127.0.0.1:${ports['health']}" }
  jaeger_query:
    storage: { traces: some_store }
    http: { endpoint: "127.0.0.1:${ports['query']}" }
    grpc: { endpoint: "127.0.0.1:${ports['queryGrpc']}" }
  jaeger_storage:
    backends:
      some_store:
        badger:
          directories: { keys: "${folder}/keys", values: "${folder}/values" }
          ephemeral: false
          ttl: { spans: 48h }
receivers:
  otlp:
    protocols:
      grpc: { endpoint: "127.0.0.1:${ports['grpc']}" }
      http: { endpoint: "127.0.0.1:${ports['http']}" }
processors:
  batch:
exporters:
  jaeger_storage_exporter: { trace_storage: some_store }
`;
