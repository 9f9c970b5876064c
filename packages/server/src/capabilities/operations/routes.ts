import { getLiveness } from '@holdfast/protocol/process/liveness';
import { getReadiness, type Readiness } from '@holdfast/protocol/process/readiness';
import { getVersion, type BuildVersion } from '@holdfast/protocol/process/version';
import { getLatestProofs } from '@holdfast/protocol/proofs/latest';
import { fail } from '../../platform/failure.ts';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import type { Health } from '../../platform/lifecycle/health.ts';
import type { LatestProofs } from './latest-proofs.ts';

interface RoutesParts {
  readonly health: Health;
  readonly version: BuildVersion;
  readonly latestProofs: LatestProofs;
}

export const routes = ({ health, version, latestProofs }: RoutesParts): readonly Endpoint[] => [
  on(getLiveness, async () => ({ status: 'ok' as const })),
  on(getVersion, async () => version),
  on(getLatestProofs, async () => (await latestProofs()) ?? fail('not_found')),
  on(getReadiness, async () => {
    const body = await health.read();
    return { status: takesRequests(body) ? (200 as const) : (503 as const), body };
  }),
];

/** A degraded node still answers; a load balancer that took it out would make things worse. */
const takesRequests = ({ status }: Readiness): boolean => status === 'ok' || status === 'degraded';
