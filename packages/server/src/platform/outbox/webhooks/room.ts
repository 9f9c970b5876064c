import { createCounts } from '../../limits/counts.ts';

/** How many requests a node has under way, in all and for whom: who is slow fills its own room and nobody else's. */
const MOST = 1024;
const MOST_OF_WORKSPACE = 64;
const MOST_OF_TARGET = 8;

interface Guest {
  readonly workspace_id: string;
  readonly target_id: string;
}

export const createRoom = () => {
  const workspaces = createCounts();
  const targets = createCounts();
  let taken = 0;

  return {
    /** Gives back the function that leaves. */
    enter({ workspace_id, target_id }: Guest): () => void {
      taken += 1;
      workspaces.add(workspace_id, 1);
      targets.add(target_id, 1);
      return () => {
        taken -= 1;
        workspaces.add(workspace_id, -1);
        targets.add(target_id, -1);
      };
    },
    get left() {
      return MOST - taken;
    },
    get fullWorkspaces() {
      return workspaces.withAtLeast(MOST_OF_WORKSPACE);
    },
    get fullTargets() {
      return targets.withAtLeast(MOST_OF_TARGET);
    },
  };
};
