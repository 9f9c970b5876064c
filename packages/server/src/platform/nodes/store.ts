import { sql } from 'kysely';
import type { Read, Write } from '../database/transaction.ts';
import type { ListedNode, NodeSelf } from './node.ts';

type Reader = Pick<Read, 'one' | 'many'>;
type Writer = Pick<Write, 'one' | 'many' | 'run'>;

// NOTE: clock_timestamp() and not holdfast.now(): the lab moves that one by hours, and no node is dead because of it.
const NODE = sql`id, folder_id, role, version, host, url, shares_redis, redis_mark, embedded, key_id, draining, started_at, seen_at`;

export const readInstanceId = async (tx: Reader): Promise<string> =>
  (await tx.one(sql<{ id: string }>`select id from holdfast.instance`)).id;

export const listNodes = (tx: Reader, silentAfterMs: number): Promise<ListedNode[]> =>
  tx.many(sql<ListedNode>`
    select ${NODE}, seen_at < clock_timestamp() - ${silentAfterMs} * interval '1 millisecond' as silent
      from holdfast.nodes order by started_at, id`);

/** One at a time, so that of two nodes that start together the second sees the first. */
export const lockNodes = async (tx: Writer): Promise<void> => {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('holdfast.nodes', 0))`);
};

/** The same folder has one process at a time: an earlier one is over, and the next sweep takes it off the list. */
export const silenceOfFolder = async (tx: Writer, folderId: string, self: string): Promise<void> => {
  await tx.run(sql`
    update holdfast.nodes set seen_at = clock_timestamp() - interval '1 day' where folder_id = ${folderId} and id <> ${self}`);
};

export const removeSilent = (tx: Writer, forMs: number): Promise<ListedNode[]> =>
  tx.many(sql<ListedNode>`
    delete from holdfast.nodes where seen_at < clock_timestamp() - ${forMs} * interval '1 millisecond'
    returning ${NODE}, true as silent`);

export interface Beat {
  readonly url: string | undefined;
  readonly redisMark: string | undefined;
  readonly draining: boolean;
  readonly uptimeMs: number;
}

/**
 * Also for one that was taken off the list although it lives, as after a long pause. A beat that set out before the node listened
 * may come after the one that says where: it takes nothing back.
 */
export const beat = async (tx: Writer, self: NodeSelf, now: Beat): Promise<void> => {
  const { url, redisMark, draining, uptimeMs } = now;
  await tx.run(sql`
    insert into holdfast.nodes as node (id, folder_id, role, version, host, url, shares_redis, redis_mark, embedded, key_id, draining,
                                started_at, seen_at)
    values (${self.id}, ${self.folderId}, ${self.role}, ${self.version}, ${self.host}, ${url ?? null}, ${self.sharesRedis},
            ${redisMark ?? null}, ${self.embedded}, ${self.keyId ?? null}, ${draining},
            clock_timestamp() - ${Math.round(uptimeMs)} * interval '1 millisecond', clock_timestamp())
    on conflict (id) do update set url = coalesce(excluded.url, node.url), redis_mark = excluded.redis_mark, draining = excluded.draining, seen_at = excluded.seen_at`);
};

export const removeNode = async (tx: Writer, id: string): Promise<void> => {
  await tx.run(sql`delete from holdfast.nodes where id = ${id}`);
};
