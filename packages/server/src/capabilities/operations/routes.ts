import { listNodes } from '@holdfast/protocol/instance/list-nodes';
import { listStores } from '@holdfast/protocol/instance/list-stores';
import { getLiveness } from '@holdfast/protocol/process/liveness';
import { getReadiness, type Readiness } from '@holdfast/protocol/process/readiness';
import { getVersion, type BuildVersion } from '@holdfast/protocol/process/version';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import type { Health } from '../../platform/lifecycle/health.ts';
import type { createInstance } from './instance.ts';

export const routes = (
  health: Health,
  instance: ReturnType<typeof createInstance>,
  version: BuildVersion,
): readonly Endpoint[] => [
  on(getLiveness, async () => ({ status: 'ok' as const })),
  on(getVersion, async () => version),
  on(getReadiness, async () => {
    const body = await health.read();
    return { status: takesRequests(body) ? (200 as const) : (503 as const), body };
  }),
  on(listNodes, async ({ db }) => ({ items: await instance.listNodes(db), next_cursor: null })),
  on(listStores, async ({ db }) => ({ items: await instance.listStores(db), next_cursor: null })),
];

/** A degraded node still answers; a load balancer that took it out would make things worse. */
const takesRequests = ({ status }: Readiness): boolean => status === 'ok' || status === 'degraded';
