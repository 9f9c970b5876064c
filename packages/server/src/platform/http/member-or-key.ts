import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Principal } from './context.ts';

export interface MemberOrKey {
  readonly kind: 'member' | 'key';
  readonly id: PrincipalId;
}

/** Who asks in a workspace, as its rows keep it. */
export const memberOrKey = ({ kind, id }: Principal): MemberOrKey => ({ kind: kind === 'key' ? kind : 'member', id });
