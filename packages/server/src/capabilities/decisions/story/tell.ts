import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Database } from '../../../platform/database/database.ts';
import type { Span } from '../../../platform/telemetry/spans.ts';
import { spansOf } from './act-spans.ts';
import { listTrailed, moveTold, readPlaces } from './store.ts';

export interface TellParts {
  readonly database: Pick<Database, 'forWorkspace'>;
  /** Resolves when they are durable. */
  readonly keepSpans: (workspace: WorkspaceId, spans: readonly Span[]) => Promise<void>;
}

const ENTRIES_AT_ONCE = 500;

/**
 * Tells the next acts of a workspace, and then notes how far it is told: who dies between has told them, and tells them again
 * with the same ids. True when there is more.
 */
export const tellOn = async ({ database, keepSpans }: TellParts, workspace: WorkspaceId): Promise<boolean> => {
  const db = database.forWorkspace(workspace);
  const { places, acts } = await db.read(async (tx) => {
    const { told, head } = await readPlaces(tx);
    const upTo = { told, head: Math.min(head, told + ENTRIES_AT_ONCE) };
    return { places: { ...upTo, end: head }, acts: await listTrailed(tx, upTo) };
  });
  if (places.head === places.told) return false;
  const spans = acts.flatMap(spansOf);
  if (spans.length > 0) await keepSpans(workspace, spans);
  await db.write((tx) => moveTold(tx, places.head));
  return places.head < places.end;
};
