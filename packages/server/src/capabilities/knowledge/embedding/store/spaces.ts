import type { ProviderId } from '@holdfast/protocol/providers/providers';
import { sql } from 'kysely';
import type { Read, Write } from '../../../../platform/database/transaction.ts';

/** What an embedder made of pairs: vectors of one space can be compared, those of two cannot. */
export interface Space {
  readonly id: string;
  readonly embedder: 'built_in' | 'local' | 'provider' | 'none';
  readonly provider_id: ProviderId | null;
  readonly model: string;
  readonly dimensions: number;
  readonly asked_dimensions: number | null;
  readonly batch_size: number;
  readonly concurrency: number;
  /** How alike texts are to it that have nothing to do with each other, beyond what is usual. */
  readonly background: number;
  readonly status: 'filling' | 'current' | 'retired';
  /** Pairs up to this change are done. */
  readonly filled_to: number;
}

const SPACE = sql`id, embedder, provider_id, model, dimensions, asked_dimensions, batch_size, concurrency, background, status,
                   filled_to`;

/** The one that answers and the one that is being filled, where there are any. */
export const liveSpaces = (tx: Read): Promise<Space[]> =>
  tx.many(sql<Space>`
    select ${SPACE} from knowledge.spaces
     where workspace_id = ${tx.workspace} and status <> 'retired' order by status`);

export const currentSpace = (tx: Read): Promise<Space | undefined> =>
  tx.maybe(sql<Space>`
    select ${SPACE} from knowledge.spaces where workspace_id = ${tx.workspace} and status = 'current'`);

/** It is not taken away before the transaction ends. Undefined when nobody fills it any more. */
export const holdSpace = (tx: Write, id: string): Promise<Space | undefined> =>
  tx.maybe(sql<Space>`
    select ${SPACE} from knowledge.spaces
     where workspace_id = ${tx.workspace} and id = ${id} and status <> 'retired' for no key update`);

export type NewSpace = Omit<Space, 'filled_to'>;
/** Which embedder somebody chose, and how it is asked. */
export type WantedSpace = Omit<NewSpace, 'id' | 'status'>;

/** Two who begin at the same time begin the same. */
export const insertSpace = async (tx: Write, space: NewSpace): Promise<void> => {
  await tx.run(sql`
    insert into knowledge.spaces (workspace_id, id, embedder, provider_id, model, dimensions, asked_dimensions,
                                  batch_size, concurrency, background, status)
    values (${tx.workspace}, ${space.id}, ${space.embedder}, ${space.provider_id}, ${space.model}, ${space.dimensions},
            ${space.asked_dimensions}, ${space.batch_size}, ${space.concurrency}, ${space.background}, ${space.status})
    on conflict (workspace_id, status) where status <> 'retired' do nothing`);
};

export const retireSpace = async (tx: Write, id: string): Promise<void> => {
  await tx.run(sql`
    update knowledge.spaces set status = 'retired' where workspace_id = ${tx.workspace} and id = ${id}`);
};

export const makeCurrent = async (tx: Write, id: string): Promise<void> => {
  await tx.run(sql`
    update knowledge.spaces set status = 'current' where workspace_id = ${tx.workspace} and id = ${id}`);
};

/** How it is asked, and what was measured of it: its vectors stay what they are. */
export const renewSpace = async (
  tx: Write,
  { id, batch_size, concurrency, background }: Pick<Space, 'id' | 'batch_size' | 'concurrency' | 'background'>,
): Promise<void> => {
  await tx.run(sql`
    update knowledge.spaces set batch_size = ${batch_size}, concurrency = ${concurrency}, background = ${background}
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

export const setFilledTo = async (tx: Write, id: string, change: number): Promise<void> => {
  await tx.run(sql`
    update knowledge.spaces set filled_to = greatest(filled_to, ${change}::bigint), trouble = null, trouble_since = null, again_at = null
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

export const setRate = async (tx: Write, id: string, pairsPerSecond: number): Promise<void> => {
  await tx.run(sql`
    update knowledge.spaces
       set pairs_per_second = ${pairsPerSecond}, measured_at = holdfast.now(), trouble = null, trouble_since = null, again_at = null
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

export const setTrouble = async (tx: Write, id: string, trouble: string, againInMs: number): Promise<void> => {
  await tx.run(sql`
    update knowledge.spaces
       set trouble = ${trouble}, trouble_since = coalesce(trouble_since, holdfast.now()),
           again_at = holdfast.now() + make_interval(secs => ${againInMs / 1000}::float8)
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

/** False when it has none left, and is gone itself. */
export const forgetSome = async (tx: Write, id: string, most: number): Promise<boolean> => {
  const forgotten = await tx.run(sql`
    delete from knowledge.vectors v using (
      select pair_id from knowledge.vectors
       where workspace_id = ${tx.workspace} and space_id = ${id} limit ${most}) as few
     where v.workspace_id = ${tx.workspace} and v.space_id = ${id} and v.pair_id = few.pair_id`);
  if (forgotten > 0) return true;
  await tx.run(sql`
    delete from knowledge.spaces where workspace_id = ${tx.workspace} and id = ${id} and status = 'retired'`);
  return false;
};
