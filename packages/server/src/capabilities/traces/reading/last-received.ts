import type { WorkspaceId } from '@holdfast/protocol/ids';

/** When spans of each workspace were acknowledged last, since the start. */
export interface LastReceived {
  note(workspace: WorkspaceId, receivedAt: bigint): void;
  of(workspace: WorkspaceId): bigint | undefined;
}

/** 10 MB at most. With more workspaces, those that were silent longest are forgotten. */
const MOST = 100_000;

export const createLastReceived = (): LastReceived => {
  const times = new Map<WorkspaceId, bigint>();
  return {
    note(workspace, receivedAt) {
      times.delete(workspace);
      times.set(workspace, receivedAt);
      if (times.size <= MOST) return;
      for (const oldest of times.keys()) {
        times.delete(oldest);
        return;
      }
    },
    of: (workspace) => times.get(workspace),
  };
};
