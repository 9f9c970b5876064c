import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import type { Read } from '../../platform/database/transaction.ts';
import type { EntryRow } from './store.ts';

/** What people and things are called now, by their ids. */
export type NamesOf = (tx: Read, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Entries hold ids. Their names are those of today, and of what is gone there is none. */
export const withNames = async (tx: Read, rows: readonly EntryRow[], namesOf: NamesOf): Promise<AuditEntry[]> => {
  const ids = new Set(rows.flatMap(({ actor_id, object_id }) => [actor_id, object_id]).filter((id) => id !== null));
  const names = await namesOf(
    tx,
    [...ids].filter((id) => UUID.test(id)),
  );
  return rows.map(({ actor_kind, actor_id, object_kind, object_id, ...rest }) => ({
    ...rest,
    actor: { kind: actor_kind, id: actor_id, name: names.get(actor_id ?? '') ?? null },
    object:
      object_kind === null || object_id === null
        ? null
        : { kind: object_kind, id: object_id, name: names.get(object_id) ?? null },
  }));
};
