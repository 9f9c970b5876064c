import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from '../lab/node.ts';
import { until } from '../lab/wait.ts';

/** Where a node takes spans, beside its first port. */
export interface OtlpPorts {
  readonly http: string;
  readonly grpc: string;
}

/** As the node says it in its data folder; it says so a moment after its first port. */
export const otlpPortsOf = ({ dataFolder }: Pick<Node, 'dataFolder'>): Promise<OtlpPorts> =>
  until('the ports for spans', { seconds: 20 }, () => {
    const runtime = JSON.parse(readFileSync(join(dataFolder, 'runtime.json'), 'utf8')) as Record<string, string>;
    const { otlp_http: http, otlp_grpc: grpc } = runtime;
    return http === undefined || grpc === undefined ? undefined : { http, grpc };
  });
