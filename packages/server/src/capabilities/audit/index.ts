import type { Capability } from '../../platform/capability.ts';
import { auditRoutes } from './routes.ts';
import type { TrailParts } from './trail.ts';

/** What was done, for those who may read it, and whether it is still as it was written. */
export const createAuditTrail = (parts: TrailParts): Capability => ({
  endpoints: auditRoutes(parts),
});
