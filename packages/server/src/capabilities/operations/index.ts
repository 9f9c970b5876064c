import { PROTOCOL_VERSION } from '@holdfast/protocol/contracts';
import type { Endpoint } from '../../platform/http/endpoint.ts';
import type { Health } from '../../platform/lifecycle/health.ts';
import { routes } from './routes.ts';

export interface OperationsParts {
  readonly health: Health;
  readonly version: string;
}

/** What a supervisor, a load balancer and a person at the door ask of the process. */
export const createOperations = ({
  health,
  version,
}: OperationsParts): { readonly endpoints: readonly Endpoint[] } => ({
  endpoints: routes(health, { version, protocol: PROTOCOL_VERSION, node: process.versions.node }),
});
