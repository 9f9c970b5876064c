import type { Me } from '@holdfast/protocol/identity/account';
import type { getSetup } from '@holdfast/protocol/identity/setup';
import type { Permission } from '@holdfast/protocol/permissions';

/** What this instance is like to whoever stands before its door. */
export type Setup = (typeof getSetup)['answers'][200]['_output'];

/**
 * Who is here. `unknown`: the server could not say, so every page asks for itself and says why it cannot be shown.
 */
export type Session =
  | { readonly state: 'asking' }
  | { readonly state: 'unknown' }
  | { readonly state: 'out'; readonly setup: Setup }
  | { readonly state: 'in'; readonly setup: Setup; readonly me: Me };

/** Whether something may be done. As long as nobody knows, everything is offered: the server decides anyway. */
export const may = (session: Session, permission: Permission): boolean =>
  session.state !== 'in' || session.me.permissions.includes(permission);

/** What is seen belongs to one account in one workspace: when this changes, nothing of before is kept. */
export const sceneOf = (session: Session): string =>
  session.state === 'in' ? `${session.me.account.id} ${session.me.workspace?.workspace_id ?? ''}` : 'nobody';
