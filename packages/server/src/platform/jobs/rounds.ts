import { NIL_ID } from '../ids/nil-id.ts';
import type { Claimed } from './worker-store.ts';

/** As many as one claim walks through. */
const MOST_WORKSPACES = 32;

/** The round of workspaces goes on behind the last one that was served. */
export const lastOf = (claimed: readonly Claimed[]): string => {
  let last = NIL_ID;
  for (const { workspace_id } of claimed) if (workspace_id > last) last = workspace_id;
  return last;
};

/**
 * Whether another claim may find something that this one left: a workspace that got its whole share, or one that was not
 * visited. A claim for nothing keeps the next job waiting that is announced meanwhile.
 */
export const mayHaveLeft = (claimed: readonly Claimed[], after: string, most: number): boolean => {
  const [first] = claimed;
  if (first === undefined) return false;
  const wentRound = after === NIL_ID || claimed.some(({ workspace_id }) => workspace_id <= after);
  if (!wentRound || claimed.length >= most || first.among >= MOST_WORKSPACES) return true;
  const share = Math.ceil(most / first.among);
  const counts = new Map<string, number>();
  for (const { workspace_id } of claimed) counts.set(workspace_id, (counts.get(workspace_id) ?? 0) + 1);
  return [...counts.values()].some((count) => count >= share);
};
