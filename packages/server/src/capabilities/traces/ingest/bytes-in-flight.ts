import type { WorkspaceId } from '@holdfast/protocol/ids';
import { fail } from '../../../platform/failure.ts';

/** What one request holds. */
export interface Held {
  /** Fails with `spans_busy` where there is no room for it. */
  hold(bytes: number): void;
  letGo(): void;
}

/** All bytes of spans that are being read, judged or written: memory has an end, and so has this. */
export interface BytesInFlight {
  enter(workspace: WorkspaceId): Held;
  readonly bytes: number;
}

/** One workspace never takes all of it, so that its flood is not everybody's. */
const SHARE_OF_ONE = 0.5;

const RETRY_AFTER_SECONDS = 1;

export const createBytesInFlight = (most: number): BytesInFlight => {
  const byWorkspace = new Map<WorkspaceId, number>();
  const mostOfOne = most * SHARE_OF_ONE;
  let bytes = 0;

  const add = (workspace: WorkspaceId, count: number): void => {
    bytes += count;
    const own = (byWorkspace.get(workspace) ?? 0) + count;
    if (own === 0) byWorkspace.delete(workspace);
    else byWorkspace.set(workspace, own);
  };

  return {
    enter(workspace) {
      let held = 0;
      return {
        hold(count) {
          const own = byWorkspace.get(workspace) ?? 0;
          if (bytes + count > most || own + count > mostOfOne)
            fail('spans_busy', { retryAfterSeconds: RETRY_AFTER_SECONDS });
          held += count;
          add(workspace, count);
        },
        letGo() {
          add(workspace, -held);
          held = 0;
        },
      };
    },
    get bytes() {
      return bytes;
    },
  };
};
