import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import type { Read } from '../../platform/database/transaction.ts';
import type { EntryRow } from './store.ts';

/** What people and things are called now, by their ids. */
export type NamesOf = (tx: Read, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Why something was done, in words, by the ids of the entries about it. */
export type ReasonsOf = (tx: Read, rows: readonly EntryRow[]) => Promise<ReadonlyMap<string, string>>;

interface Words {
  readonly namesOf: NamesOf;
  readonly reasonsOf: ReasonsOf;
}

/** Entries hold ids. Their names are those of today, and of what is gone there is none; reasons are looked up where they lie. */
export const withWords = async (
  tx: Read,
  rows: readonly EntryRow[],
  { namesOf, reasonsOf }: Words,
): Promise<AuditEntry[]> => {
  const ids = new Set(rows.flatMap(({ actor_id, object_id }) => [actor_id, object_id]).filter((id) => id !== null));
  const known = [...ids].filter((id) => UUID.test(id));
  const [names, reasons] = await Promise.all([namesOf(tx, known), reasonsOf(tx, rows)]);
  return rows.map(({ actor_kind, actor_id, object_kind, object_id, ...rest }) => ({
    ...rest,
    reason: reasons.get(rest.id) ?? null,
    actor: { kind: actor_kind, id: actor_id, name: names.get(actor_id ?? '') ?? null },
    object:
      object_kind === null || object_id === null
        ? null
        : { kind: object_kind, id: object_id, name: names.get(object_id) ?? null },
  }));
};
