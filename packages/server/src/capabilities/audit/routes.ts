import { listAudit, listInstanceAudit, verifyAudit, verifyInstanceAudit } from '@holdfast/protocol/audit/audit';
import { INSTANCE_WORKSPACE } from '@holdfast/protocol/ids';
import type { Context, InstanceContext } from '../../platform/http/context.ts';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import { listTrail, verifyTrail, type Look, type TrailParts } from './trail.ts';

export const auditRoutes = (parts: TrailParts): readonly Endpoint[] => [
  on(listAudit, (ctx, { query }) => listTrail(parts, inWorkspace(ctx), query)),
  on(verifyAudit, (ctx, { query }) => verifyTrail(parts, inWorkspace(ctx), query)),
  on(listInstanceAudit, (ctx, { query }) => listTrail(parts, inInstance(ctx), query)),
  on(verifyInstanceAudit, (ctx, { query }) => verifyTrail(parts, inInstance(ctx), query)),
];

const inWorkspace = (ctx: Context): Look => ({
  ctx,
  workspace: ctx.workspace,
  by: { kind: ctx.principal.kind, id: ctx.principal.id },
});

const inInstance = (ctx: InstanceContext): Look => {
  const { kind, id, account } = ctx.principal;
  return {
    ctx,
    workspace: INSTANCE_WORKSPACE,
    by: account === undefined ? { kind, id } : { kind: 'account', id: account },
  };
};
