import type { WorkspaceId } from '@holdfast/protocol/ids';

/** Hears of every job that was taken or ended, after it was stored. It costs each job of each queue: little. */
export type OnMoved = (workspace: WorkspaceId, queue: string) => void;
