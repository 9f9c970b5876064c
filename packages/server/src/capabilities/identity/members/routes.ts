import {
  changeMember,
  getMember,
  linkMemberReset,
  listMembers,
  removeMember,
  resetMemberSecondFactor,
} from '@holdfast/protocol/identity/members';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import type { MakeReset } from '../password-resets/make-reset.ts';
import { linkReset, resetSecondFactor } from './member-account.ts';
import * as members from './members.ts';

export const memberRoutes = (parts: members.MembersParts & { readonly makeReset: MakeReset }): readonly Endpoint[] => [
  on(listMembers, (ctx, { query }) => members.listMembers(ctx, query)),
  on(getMember, (ctx, { params }) => members.findMember(ctx, params.member_id)),
  on(changeMember, (ctx, { params, body, version }) =>
    members.changeMember(parts, ctx, { id: params.member_id, version, ...body }),
  ),
  on(removeMember, (ctx, { params }) => members.removeMember(parts, ctx, params.member_id)),
  on(resetMemberSecondFactor, (ctx, { params }) => resetSecondFactor(parts, ctx, params.member_id)),
  on(linkMemberReset, (ctx, { params }) => linkReset(parts, ctx, params.member_id)),
];
