import { sql } from 'kysely';
import type { Write } from '../database/transaction.ts';
import type { LiveMessage } from '../live/live-message.ts';
import type { JobWithoutId } from '../jobs/new-job.ts';

/** An event as it is written down. */
export interface NewEvent {
  readonly id: string;
  readonly kind: string;
  readonly object: string;
  readonly type: string;
  /** JSON. */
  readonly data: string;
  readonly jobs: readonly JobWithoutId[];
  readonly live: readonly LiveMessage[];
  readonly traceparent: string | undefined;
}

export interface Added {
  readonly id: string;
  /** Counts the events of this object from one, without gaps, in the order of their commits. */
  readonly sequence: number;
}

/**
 * Locks the objects in the order of their ids, and numbers the events.
 * The lock is the row that holds the number, so whoever comes second waits for the end of whoever came first.
 */
export const addEvents = async (tx: Write, events: readonly NewEvent[]): Promise<Added[]> => {
  const [first, ...more] = events;
  if (first === undefined) return [];
  return more.length === 0 ? [await addOne(tx, first)] : addMany(tx, events);
};

/** Almost always it is one, and to sort and join one would take as long as to write it down. */
const addOne = (tx: Write, { id, kind, object, type, data, jobs, live, traceparent }: NewEvent): Promise<Added> =>
  tx.one(sql<Added>`
    with object as (
      insert into holdfast.outbox_objects as object (workspace_id, kind, object_id, sequence)
      values (${tx.workspace}, ${kind}, ${object}, 1)
      on conflict (workspace_id, kind, object_id) do update set sequence = object.sequence + 1
      returning sequence, nextval('holdfast.outbox_position') as position
    )
    insert into holdfast.outbox_events (workspace_id, id, kind, object_id, sequence, position, type, data, jobs, live, traceparent)
    select ${tx.workspace}, ${id}::uuid, ${kind}, ${object}, sequence, position, ${type}, ${data}::jsonb,
           ${listed(jobs)}::jsonb, ${listed(live)}::jsonb, ${traceparent ?? null}
      from object
    returning id, sequence`);

/** As JSON, where there are any. */
const listed = (some: readonly unknown[]): string | null => (some.length === 0 ? null : JSON.stringify(some));

const addMany = (tx: Write, events: readonly NewEvent[]): Promise<Added[]> => {
  const column = <Value>(pick: (event: NewEvent) => Value): Value[] => events.map(pick);
  return tx.many(sql<Added>`
    with wanted as (
      select * from unnest(${column(({ id }) => id)}::uuid[], ${column(({ kind }) => kind)}::text[], ${column(({ object }) => object)}::text[],
                           ${column(({ type }) => type)}::text[], ${column(({ data }) => data)}::text[],
                           ${column(({ jobs }) => listed(jobs))}::text[],
                           ${column(({ live }) => listed(live))}::text[],
                           ${column(({ traceparent }) => traceparent ?? null)}::text[])
        with ordinality as event (id, kind, object_id, type, data, jobs, live, traceparent, turn)
    ), objects as (
      insert into holdfast.outbox_objects as object (workspace_id, kind, object_id, sequence)
      select ${tx.workspace}, kind, object_id, count(*) from wanted group by kind, object_id order by kind, object_id
      on conflict (workspace_id, kind, object_id) do update set sequence = object.sequence + excluded.sequence
      returning kind, object_id, sequence as last, nextval('holdfast.outbox_position') as position
    ), added as (
      insert into holdfast.outbox_events (workspace_id, id, kind, object_id, sequence, position, type, data, jobs, live, traceparent)
      select ${tx.workspace}, id, kind, object_id,
             last + 1 - row_number() over (partition by kind, object_id order by turn desc), position,
             type, data::jsonb, jobs::jsonb, live::jsonb, traceparent
        from wanted join objects using (kind, object_id)
      returning id, sequence
    )
    select id, sequence from added`);
};
