import { fail } from '../../failure.ts';

/** How many files of one workspace may be on their way to this node. */
const AT_ONCE = 2;
const COME_AGAIN_SECONDS = 5;

export interface UploadPlaces {
  /** Fails while others have all places. Gives what gives the place back. */
  take(workspace: string): () => void;
}

export const createUploadPlaces = (): UploadPlaces => {
  const taken = new Map<string, number>();
  return {
    take(workspace) {
      const count = taken.get(workspace) ?? 0;
      if (count >= AT_ONCE)
        fail('rate_limited', {
          detail: `${AT_ONCE} files of this workspace are on their way already.`,
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
