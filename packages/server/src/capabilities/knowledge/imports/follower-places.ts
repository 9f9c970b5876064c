import { fail } from '../../../platform/failure.ts';

/** Who follows imports of one workspace on this node at once: each looks at the database twice a second. */
const AT_ONCE = 50;
const COME_AGAIN_SECONDS = 5;

export interface FollowerPlaces {
  /** Fails while others have all places. Gives what gives the place back. */
  take(workspace: string): () => void;
}

export const createFollowerPlaces = (): FollowerPlaces => {
  const taken = new Map<string, number>();
  return {
    take(workspace) {
      const count = taken.get(workspace) ?? 0;
      if (count >= AT_ONCE)
        fail('rate_limited', {
          detail: `${AT_ONCE} streams follow imports of this workspace already.`,
          retryAfterSeconds: COME_AGAIN_SECONDS,
        });
      taken.set(workspace, count + 1);
      return () => {
        const left = (taken.get(workspace) ?? 1) - 1;
        if (left === 0) taken.delete(workspace);
        else taken.set(workspace, left);
      };
    },
  };
};
