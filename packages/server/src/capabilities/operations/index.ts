import { PROTOCOL_VERSION } from '@holdfast/protocol/contracts';
import type { DataFolder } from '../../platform/files/data-folder.ts';
import type { Endpoint } from '../../platform/http/endpoint.ts';
import type { Health } from '../../platform/lifecycle/health.ts';
import type { Log } from '../../platform/log/log.ts';
import { createLatestProofs } from './latest-proofs.ts';
import { routes } from './routes.ts';

export interface OperationsParts {
  readonly health: Health;
  readonly folder: Pick<DataFolder, 'latestProofs'>;
  readonly log: Log;
  readonly version: string;
}

/** What a supervisor, a load balancer and a person at the door ask of the process. */
export const createOperations = ({
  health,
  folder,
  log,
  version,
}: OperationsParts): { readonly endpoints: readonly Endpoint[] } => ({
  endpoints: routes({
    health,
    version: { version, protocol: PROTOCOL_VERSION, node: process.versions.node },
    latestProofs: createLatestProofs(folder.latestProofs, log),
  }),
});
