import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Read } from '../../../platform/database/transaction.ts';
import { readNames } from './store.ts';

/** What people and things of a workspace are called, by their ids. Who or what is gone has no name. */
export type NamesOf = (tx: Read, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export interface Names {
  readonly namesOf: NamesOf;
  /** Somebody is called something else, or is gone: all are asked for anew. */
  readonly forget: () => void;
}

/** Also how long another node may show what somebody was called before. */
const FRESH_MS = 1000;
const MOST = 50_000;

interface Known {
  readonly name: string;
  readonly readAt: number;
}

/** The names that almost every answer holds cost one look a second. Only names are kept: whoever has none may get one. */
export const createNames = ({ elapsed }: Clock): Names => {
  const known = new Map<string, Known>();
  let forgotten = 0;

  const nameOf = (workspace: WorkspaceId, id: string): string | undefined => {
    const found = known.get(placeOf(workspace, id));
    return found !== undefined && elapsed() - found.readAt < FRESH_MS ? found.name : undefined;
  };

  const keep = (workspace: WorkspaceId, names: ReadonlyMap<string, string>, readAt: number): void => {
    if (known.size + names.size > MOST) known.clear();
    for (const [id, name] of names) known.set(placeOf(workspace, id), { name, readAt });
  };

  return {
    async namesOf(tx, ids) {
      const names = new Map<string, string>();
      const unknown: string[] = [];
      for (const id of new Set(ids)) {
        const name = nameOf(tx.workspace, id);
        if (name === undefined) unknown.push(id);
        else names.set(id, name);
      }
      if (unknown.length === 0) return names;
      // counted from before the look: what it finds may be another while it is on its way
      const [readAt, before] = [elapsed(), forgotten];
      const read = await readNames(tx, unknown);
      if (before === forgotten) keep(tx.workspace, read, readAt);
      return new Map([...names, ...read]);
    },
    forget() {
      forgotten += 1;
      known.clear();
    },
  };
};

const placeOf = (workspace: WorkspaceId, id: string): string => `${workspace} ${id}`;
