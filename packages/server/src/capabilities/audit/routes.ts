import { listAudit, listInstanceAudit, verifyAudit, verifyInstanceAudit } from '@holdfast/protocol/audit/audit';
import { INSTANCE_WORKSPACE } from '@holdfast/protocol/ids';
import { doneBy, doneInInstance } from '../../platform/audit/act.ts';
import type { Context, InstanceContext } from '../../platform/http/context.ts';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import { listTrail, verifyTrail, type Look, type TrailParts } from './trail.ts';

export const auditRoutes = (parts: TrailParts): readonly Endpoint[] => [
  on(listAudit, (ctx, { query }) => listTrail(parts, inWorkspace(ctx), query)),
  on(verifyAudit, (ctx, { query }) => verifyTrail(parts, inWorkspace(ctx), query)),
  on(listInstanceAudit, (ctx, { query }) => listTrail(parts, inInstance(ctx), query)),
  on(verifyInstanceAudit, (ctx, { query }) => verifyTrail(parts, inInstance(ctx), query)),
];

const inWorkspace = (ctx: Context): Look => ({ signal: ctx.signal, workspace: ctx.workspace, done: doneBy(ctx) });

const inInstance = (ctx: InstanceContext): Look => ({
  signal: ctx.signal,
  workspace: INSTANCE_WORKSPACE,
  done: doneInInstance(ctx),
});
