import { listNodes } from '@holdfast/protocol/instance/list-nodes';
import { listStores } from '@holdfast/protocol/instance/list-stores';
import { getLiveness } from '@holdfast/protocol/process/liveness';
import { getReadiness, type Readiness } from '@holdfast/protocol/process/readiness';
import { getVersion, type BuildVersion } from '@holdfast/protocol/process/version';
import { getLatestProofs } from '@holdfast/protocol/proofs/latest';
import { fail } from '../../platform/failure.ts';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import type { Health } from '../../platform/lifecycle/health.ts';
import type { createInstance } from './instance.ts';
import type { LatestProofs } from './latest-proofs.ts';

interface RoutesParts {
  readonly health: Health;
  readonly instance: ReturnType<typeof createInstance>;
  readonly version: BuildVersion;
  readonly latestProofs: LatestProofs;
}

export const routes = ({ health, instance, version, latestProofs }: RoutesParts): readonly Endpoint[] => [
  on(getLiveness, async () => ({ status: 'ok' as const })),
  on(getVersion, async () => version),
  on(getLatestProofs, async () => (await latestProofs()) ?? fail('not_found')),
  on(getReadiness, async () => {
    const body = await health.read();
    return { status: takesRequests(body) ? (200 as const) : (503 as const), body };
  }),
  on(listNodes, async ({ db }) => ({ items: await instance.listNodes(db), next_cursor: null })),
  on(listStores, async ({ db }) => ({ items: await instance.listStores(db), next_cursor: null })),
];

/** A degraded node still answers; a load balancer that took it out would make things worse. */
const takesRequests = ({ status }: Readiness): boolean => status === 'ok' || status === 'degraded';
