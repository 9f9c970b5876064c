/** How many requests a node has under way, in all and for whom: who is slow fills its own room and nobody else's. */
const MOST = 1024;
const MOST_OF_WORKSPACE = 64;
const MOST_OF_TARGET = 8;

interface Guest {
  readonly workspace_id: string;
  readonly target_id: string;
}

export const createRoom = () => {
  const workspaces = new Map<string, number>();
  const targets = new Map<string, number>();
  let taken = 0;

  return {
    /** Gives back the function that leaves. */
    enter({ workspace_id, target_id }: Guest): () => void {
      taken += 1;
      add(workspaces, workspace_id, 1);
      add(targets, target_id, 1);
      return () => {
        taken -= 1;
        add(workspaces, workspace_id, -1);
        add(targets, target_id, -1);
      };
    },
    get left() {
      return MOST - taken;
    },
    get fullWorkspaces() {
      return full(workspaces, MOST_OF_WORKSPACE);
    },
    get fullTargets() {
      return full(targets, MOST_OF_TARGET);
    },
  };
};

const add = (counts: Map<string, number>, key: string, by: number): void => {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
};

const full = (counts: ReadonlyMap<string, number>, most: number): string[] =>
  [...counts].flatMap(([key, count]) => (count >= most ? [key] : []));
