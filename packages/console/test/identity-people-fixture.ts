import { listAudit, listInstanceAudit, verifyAudit } from '@holdfast/protocol/audit/audit';
import { changeAccount, linkAccountReset, listAccounts } from '@holdfast/protocol/identity/accounts';
import {
  InvitationId,
  invite,
  listInvitations,
  renewInvitation,
  revokeInvitation,
} from '@holdfast/protocol/identity/invitations';
import { createKey, getKey, KeyId, listKeys, revokeKey, rotateKey } from '@holdfast/protocol/identity/keys';
import {
  changeMember,
  getMember,
  linkMemberReset,
  listMembers,
  removeMember,
  resetMemberSecondFactor,
} from '@holdfast/protocol/identity/members';
import { changeWorkspace, createWorkspace, getWorkspace, listWorkspaces } from '@holdfast/protocol/identity/workspaces';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { ACME, accounts, auditEntries, GLOBEX, HEAD, invitations, keys, members } from './identity-data.ts';
import { TOKEN } from './identity-door-fixture.ts';
import type { Here } from './identity-here.ts';
import { kept } from './kept.ts';
import { before, jobId } from './work-data.ts';

export const LINK = `http://127.0.0.1:4400/invitation#${TOKEN}`;
export const WHOLE_KEY = 'hf_k3v9q2m7_0123456789abcdefghijABCDEFGHIJ';

const fits = (wanted: string | null, value: string): boolean => wanted === null || wanted === value;

const keyRoutes = (here: Here): readonly FixtureRoute[] => {
  const all = kept(keys(here.text));
  return [
    route(listKeys, ({ search }) => all.of(({ state }) => fits(search.get('state'), state))),
    route(getKey, ({ id }) => all.find(id)),
    route(createKey, ({ body }) => {
      const made = {
        ...all.find(jobId(721)),
        id: KeyId.parse(jobId(729)),
        used_at: null,
        expires_at: null,
        ...(body as object),
      };
      all.add({ ...made, expires_at: null });
      return { ...made, expires_at: null, key: WHOLE_KEY };
    }),
    route(rotateKey, ({ id }) => {
      const made = all.add({ ...all.find(id), id: KeyId.parse(jobId(728)), replaces: all.find(id).id });
      return { ...made, key: WHOLE_KEY };
    }),
    route(revokeKey, ({ id }) => void all.change(id, { state: 'revoked' })),
  ];
};

const memberRoutes = (here: Here): readonly FixtureRoute[] => {
  const all = kept(members(here.text?.slice(0, 200)));
  const invited = kept(invitations());
  return [
    route(listMembers, () => all.list()),
    route(getMember, ({ id }) => all.find(id)),
    route(changeMember, ({ id, body, headers }) => all.change(id, body as object, headers['if-match'])),
    route(removeMember, ({ id }) => all.remove(id)),
    route(resetMemberSecondFactor, ({ id }) => void all.change(id, { second_factor: false })),
    route(linkMemberReset, () => ({ link: LINK.replace('invitation', 'reset'), expires_at: before(-3_600) })),
    route(listInvitations, ({ search }) => invited.of(({ state }) => fits(search.get('state'), state))),
    route(invite, ({ body }) => {
      const { email } = body as { readonly email: string };
      if (email === 'ben@example.com') ApiProblem.raise(409, 'already_member', 'There is such a member.');
      const made = invited.add({
        ...invited.find(jobId(741)),
        id: InvitationId.parse(jobId(749)),
        ...(body as object),
      });
      return { invitation: made, link: LINK };
    }),
    route(renewInvitation, ({ id }) => ({ invitation: invited.change(id, { state: 'open' }), link: LINK })),
    route(revokeInvitation, ({ id }) => void invited.change(id, { state: 'revoked' })),
  ];
};

const instanceRoutes = (here: Here): readonly FixtureRoute[] => {
  const all = kept(accounts(here.text?.slice(0, 200)));
  const workspaces = kept(
    [
      [ACME, here.text?.slice(0, 100) ?? 'Acme'],
      [GLOBEX, 'Globex'],
    ].map(([id = '', name = '']) => ({
      id,
      name,
      second_factor_required: here.mode === 'factorless',
      created_at: before(3_000_000),
      version: 1,
    })),
  );
  return [
    route(listAccounts, ({ search }) => all.of(({ email }) => fits(search.get('email'), email))),
    route(changeAccount, ({ id, body, headers }) => all.change(id, body as object, headers['if-match'])),
    route(linkAccountReset, () => ({ link: LINK.replace('invitation', 'reset'), expires_at: before(-3_600) })),
    route(listWorkspaces, () => ({
      items: workspaces.list().items.map((one) => ({ ...one, members: 3 })),
      next_cursor: null,
    })),
    route(createWorkspace, ({ body }) =>
      workspaces.add({ ...workspaces.find(ACME), id: jobId(733), ...(body as object) }),
    ),
    route(getWorkspace, ({ id }) => workspaces.find(id)),
    route(changeWorkspace, ({ id, body, headers }) => workspaces.change(id, body as object, headers['if-match'])),
  ];
};

const auditRoutes = (here: Here): readonly FixtureRoute[] => [
  route(listAudit, ({ search }) => ({
    items: auditEntries(here.text).filter(
      ({ action, actor }) =>
        action.startsWith(search.get('action') ?? '') && fits(search.get('actor_id'), actor.id ?? ''),
    ),
    next_cursor: null,
  })),
  route(listInstanceAudit, () => ({ items: auditEntries(here.text).slice(-1), next_cursor: null })),
  route(verifyAudit, ({ search }) =>
    fits(search.get('hash'), HEAD.hash)
      ? { holds: true, entries: 119, erased: 1, head: HEAD, broken: null }
      : {
          holds: false,
          entries: 118,
          erased: 1,
          head: HEAD,
          broken: { number: 118, entry_id: null, why: 'The head that was given is not part of the chain.' },
        },
  ),
];

/** What the server answers about people, keys, workspaces and the audit trail. */
export const peopleRoutes = (here: Here): readonly FixtureRoute[] => [
  ...memberRoutes(here),
  ...keyRoutes(here),
  ...instanceRoutes(here),
  ...auditRoutes(here),
];
