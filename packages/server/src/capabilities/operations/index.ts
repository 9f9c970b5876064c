import { PROTOCOL_VERSION } from '@holdfast/protocol/contracts';
import type { Capability } from '../../platform/capability.ts';
import type { Health } from '../../platform/lifecycle/health.ts';
import type { Log } from '../../platform/log/log.ts';
import { createLatestProofs } from './latest-proofs.ts';
import { createInstance, type InstanceParts } from './instance.ts';
import { routes } from './routes.ts';

export interface OperationsParts extends InstanceParts {
  readonly health: Health;
  readonly log: Log;
  readonly version: string;
}

/** What a supervisor, a load balancer and a person at the door ask of the process, and an operator of the instance. */
export const createOperations = ({ version, ...parts }: OperationsParts): Capability => ({
  endpoints: routes({
    health: parts.health,
    instance: createInstance(parts),
    version: { version, protocol: PROTOCOL_VERSION, node: process.versions.node },
    latestProofs: createLatestProofs(parts.folder.latestProofs, parts.log),
  }),
});
