import { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import { PERMISSIONS, PERMISSIONS_OF, ROLES, type Role } from '@holdfast/protocol/permissions';
import type { Authenticate } from '../../src/platform/http/authenticate.ts';

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** `Authorization: Bearer probe.<role or operator>.<workspace>.<member>`: whoever asks says who it is. */
export const believeEverybody: Authenticate = async ({ headers }) => {
  const [, role = '', workspace, member] =
    /^Bearer probe\.(\w+)\.([0-9a-f-]{36})\.([0-9a-f-]{36})$/.exec(headers.authorization ?? '') ?? [];
  const id = PrincipalId.safeParse(member);
  const inWorkspace = WorkspaceId.safeParse(workspace);
  if (!id.success || !inWorkspace.success) return undefined;
  if (role === 'operator') {
    return {
      id: id.data,
      kind: 'account',
      permissions: new Set(PERMISSIONS.filter((permission) => permission === 'instance:manage')),
      workspace: undefined,
    };
  }
  if (!isRole(role)) return undefined;
  return { id: id.data, kind: 'member', permissions: PERMISSIONS_OF[role], workspace: inWorkspace.data };
};
