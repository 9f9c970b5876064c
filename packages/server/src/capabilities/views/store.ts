import type { TraceView, TraceViewId } from '@holdfast/protocol/views/trace-views';
import { sql } from 'kysely';
import { inTurn } from '../../platform/database/in-turn.ts';
import type { Read, Write } from '../../platform/database/transaction.ts';

/** A view, and what its owner is. */
export type StoredView = Omit<TraceView, 'who_may'> & { readonly owner_kind: 'member' | 'key' };

const VIEW = sql`id, name, filters, shared, owner_id as owner, owner_kind, created_at, updated_at, version`;
const seenBy = (reader: string) => sql`(shared or owner_id = ${reader}::uuid)`;

interface Wanted {
  readonly limit: number;
  readonly after: string | undefined;
}

/** One more than the page has. */
export const listViews = (tx: Read, reader: string, { limit, after }: Wanted): Promise<StoredView[]> =>
  tx.many(sql<StoredView>`
    select ${VIEW} from views.trace_views
     where workspace_id = ${tx.workspace} and ${seenBy(reader)}
       and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
     order by id desc limit ${limit + 1}`);

/** Nobody changes it meanwhile. One that somebody else keeps for themselves is not there. */
export const lockView = (tx: Write, reader: string, id: TraceViewId): Promise<StoredView | undefined> =>
  tx.maybe(sql<StoredView>`
    select ${VIEW} from views.trace_views
     where workspace_id = ${tx.workspace} and id = ${id} and ${seenBy(reader)} for update`);

/** Those that count for the same limit: one’s own, or all that are shared. Nobody adds one meanwhile. */
export const countViewsAlone = async (tx: Write, owner: string, shared: boolean): Promise<number> => {
  await inTurn(tx, 'views');
  const { views } = await tx.one(sql<{ views: number }>`
    select count(*) as views from views.trace_views
     where workspace_id = ${tx.workspace} and shared = ${shared} and (${shared} or owner_id = ${owner}::uuid)`);
  return views;
};

export type NewView = Pick<StoredView, 'id' | 'name' | 'filters' | 'shared' | 'owner' | 'owner_kind'>;

export const insertView = (tx: Write, view: NewView): Promise<StoredView> =>
  tx.one(sql<StoredView>`
    insert into views.trace_views (workspace_id, id, name, filters, shared, owner_id, owner_kind)
    values (${tx.workspace}, ${view.id}, ${view.name}, ${JSON.stringify(view.filters)}::jsonb, ${view.shared},
            ${view.owner}, ${view.owner_kind})
    returning ${VIEW}`);

export const changeView = (
  tx: Write,
  view: Pick<StoredView, 'id' | 'name' | 'filters' | 'shared'>,
): Promise<StoredView> =>
  tx.one(sql<StoredView>`
    update views.trace_views
       set name = ${view.name}, filters = ${JSON.stringify(view.filters)}::jsonb, shared = ${view.shared},
           updated_at = holdfast.now(), version = version + 1
     where workspace_id = ${tx.workspace} and id = ${view.id} returning ${VIEW}`);

export const deleteView = async (tx: Write, id: TraceViewId): Promise<void> => {
  await tx.run(sql`delete from views.trace_views where workspace_id = ${tx.workspace} and id = ${id}`);
};
