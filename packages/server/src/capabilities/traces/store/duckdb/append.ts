import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Appended, ReceivedSpans } from '../span-store.ts';
import { commitHarvest, type CommitPlace } from './commit-harvest.ts';
import type { Connection } from './connection.ts';
import { harvest, type KeyOf } from './harvest.ts';
import type { HeldFolds } from './held-folds.ts';
import type { KnownTraces } from './known-traces.ts';
import { loadFolds, type Wanted } from './load-folds.ts';
import { traceKeyOf, type TraceKey } from './trace-key.ts';

export interface AppendParts {
  readonly connection: Connection;
  readonly folds: HeldFolds;
  readonly known: KnownTraces;
}

/** Takes spans and the place behind them into the database, in one transaction. */
export const appendReceived = async (
  { connection, folds, known }: AppendParts,
  received: readonly ReceivedSpans[],
  place: CommitPlace,
): Promise<Appended> => {
  const keys = keysOf(received);
  try {
    const unheld = keys.all.filter((key) => folds.find(key) === undefined && known.mayKnow(key.workspace, key.trace));
    for (const held of await loadFolds(connection, wantedOf(received, keys.of, unheld))) folds.hold(held);
    // what rests longest is let go first
    for (const key of keys.all) {
      const held = folds.find(key);
      if (held !== undefined) folds.hold(held);
    }
    const harvested = harvest(received, keys.of, folds, place.commit);
    await commitHarvest(connection, harvested, place);
    for (const held of harvested.touched) {
      if (held.stored === undefined) known.add(held.workspace, held.trace);
      held.stored = place.commit;
    }
    folds.shrink(keys.all);
    return harvested.appended;
  } catch (error) {
    // what was folded in memory is not what is stored
    folds.clear();
    throw error;
  }
};

const keysOf = (received: readonly ReceivedSpans[]): { readonly all: readonly TraceKey[]; readonly of: KeyOf } => {
  const keys = new Map<string, TraceKey>();
  let last: TraceKey | undefined;
  let lastWorkspace: WorkspaceId | undefined;
  let lastTrace: string | undefined;
  const find = (workspace: WorkspaceId, traceId: string): TraceKey => {
    const name = `${workspace}/${traceId}`;
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = traceKeyOf(workspace, traceId);
    keys.set(name, key);
    return key;
  };
  // the spans of a trace mostly come one after the other
  const of: KeyOf = ({ workspace }, { traceId }) => {
    if (last !== undefined && workspace === lastWorkspace && traceId === lastTrace) return last;
    last = find(workspace, traceId);
    [lastWorkspace, lastTrace] = [workspace, traceId];
    return last;
  };
  for (const request of received) for (const span of request.spans) of(request, span);
  return { all: [...keys.values()], of };
};

const wantedOf = (received: readonly ReceivedSpans[], keyOf: KeyOf, keys: readonly TraceKey[]): Wanted[] => {
  if (keys.length === 0) return [];
  const arriving = new Map<TraceKey, bigint[]>(keys.map((key) => [key, []]));
  for (const request of received) {
    for (const span of request.spans) arriving.get(keyOf(request, span))?.push(span.spanId);
  }
  return [...arriving].map(([key, ids]) => ({ ...key, arriving: ids }));
};
