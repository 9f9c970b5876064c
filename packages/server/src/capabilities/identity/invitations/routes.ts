import {
  acceptInvitation,
  invite,
  listInvitations,
  readInvitation,
  renewInvitation,
  revokeInvitation,
} from '@holdfast/protocol/identity/invitations';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { createAccept, type AcceptParts } from './accept.ts';
import { findByToken } from './find-by-token.ts';
import * as invitations from './invitations.ts';

export const invitationRoutes = (parts: invitations.InvitationsParts & AcceptParts): readonly Endpoint[] => {
  const accept = createAccept(parts);
  return [
    on(listInvitations, (ctx, { query }) => invitations.listInvitations(ctx, query)),
    on(invite, (ctx, { body }) => invitations.invite(parts, ctx, body)),
    on(renewInvitation, (ctx, { params }) => invitations.renewInvitation(parts, ctx, params.invitation_id)),
    on(revokeInvitation, (ctx, { params }) => invitations.revokeInvitation(parts, ctx, params.invitation_id)),
    on(readInvitation, async (ctx, { body }) => {
      const { workspace_name, email, role, expires_at, account_id } = await findByToken(parts, ctx, body.token);
      return { workspace_name, email, role, expires_at, has_account: account_id !== null };
    }),
    on(acceptInvitation, (ctx, { body }) => accept(ctx, body)),
  ];
};
