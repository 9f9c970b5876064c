import { NIL_ID } from '../../../platform/ids/nil-id.ts';

/** How far pairs, or what belongs to them, were read: they are read in the order of their changes, and of their ids within one. */
export interface Place {
  readonly change: number;
  readonly id: string;
}

/** Behind everything of a change. */
export const behind = (change: number): Place => ({ change, id: change === 0 ? NIL_ID : LAST_ID });
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
