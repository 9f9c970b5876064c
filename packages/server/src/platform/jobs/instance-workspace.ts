import type { WorkspaceId } from '@holdfast/protocol/ids';

/**
 * Jobs of the instance itself belong to this workspace, which is nobody's: row-level security shows it no other rows
 * than its own jobs. The largest id there is, so that it is the last in the round of workspaces.
 */
export const INSTANCE_WORKSPACE = 'ffffffff-ffff-ffff-ffff-ffffffffffff' as WorkspaceId;
