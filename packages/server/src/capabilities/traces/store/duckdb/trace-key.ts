import type { WorkspaceId } from '@holdfast/protocol/ids';
import { numberOf, workspaceNumber } from './ids.ts';

/** A trace of a workspace: two workspaces may use one trace id. */
export interface TraceKey {
  readonly workspace: bigint;
  readonly trace: bigint;
  /** The same as text. Keys of maps are text: its hash is seeded, and nobody can choose ids that fall together. */
  readonly name: string;
}

export const traceKeyOf = (workspace: WorkspaceId, traceId: string): TraceKey => ({
  workspace: workspaceNumber(workspace),
  trace: numberOf(traceId),
  name: `${workspace}/${traceId}`,
});
