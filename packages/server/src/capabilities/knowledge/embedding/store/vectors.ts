import { sql } from 'kysely';
import type { Write } from '../../../../platform/database/transaction.ts';
import { MOST_TRIES } from './pending.ts';
import type { Space } from './spaces.ts';

/** What became of a pair: a vector, or why it has none. */
export interface Embedded {
  readonly pair: string;
  readonly textHash: Buffer;
  readonly contentHash: Buffer;
  readonly outcome:
    | { readonly kind: 'vector'; readonly vector: Float32Array }
    /** Its vector is that of before: what is embedded of it is the same. */
    | { readonly kind: 'kept' }
    | { readonly kind: 'failed'; readonly failure: string; readonly isForGood: boolean };
}

const FLOAT_BYTES = 4;

/**
 * All vectors travel as one value and are cut apart in the database: an array of them would be written as text, at twice the
 * size. A pair that was forgotten meanwhile is left out.
 */
export const putVectors = async (
  tx: Write,
  space: Pick<Space, 'id' | 'dimensions'>,
  { change, embedded }: { readonly change: number; readonly embedded: readonly Embedded[] },
): Promise<void> => {
  const made = embedded.filter(({ outcome }) => outcome.kind !== 'kept');
  if (made.length > 0) await insertVectors(tx, space, change, made);
  const kept = embedded.filter(({ outcome }) => outcome.kind === 'kept');
  if (kept.length > 0) await keepVectors(tx, space, kept);
};

const insertVectors = async (
  tx: Write,
  { id, dimensions }: Pick<Space, 'id' | 'dimensions'>,
  change: number,
  embedded: readonly Embedded[],
): Promise<void> => {
  const size = dimensions * FLOAT_BYTES;
  const { bytes, places } = pack(embedded);
  const column = <Value>(pick: (one: Embedded) => Value): Value[] => embedded.map(pick);
  await tx.run(sql`
    insert into knowledge.vectors as v (workspace_id, space_id, pair_id, text_hash, content_hash, vector, failure, failed_at,
                                        tries, change)
    select p.workspace_id, ${id}::uuid, p.id, e.text_hash, e.content_hash,
           case when e.place is not null then substring(${bytes}::bytea from e.place * ${size}::integer + 1 for ${size}::integer) end,
           e.failure, case when e.failure is not null then holdfast.now() end, e.tries, ${change}::bigint
      from unnest(${column(({ pair }) => pair)}::uuid[], ${column(({ textHash }) => textHash)}::bytea[],
                  ${column(({ contentHash }) => contentHash)}::bytea[], ${places}::integer[],
                  ${column(failureOf)}::text[], ${column(triesOf)}::integer[])
        as e (pair_id, text_hash, content_hash, place, failure, tries)
     cross join lateral (
       select known.workspace_id, known.id from knowledge.pairs known
        where known.workspace_id = ${tx.workspace} and known.id = e.pair_id limit 1) p
        on conflict (workspace_id, space_id, pair_id) do update
       set text_hash = excluded.text_hash, content_hash = excluded.content_hash, vector = excluded.vector,
           failure = excluded.failure, failed_at = excluded.failed_at, change = excluded.change,
           tries = case when excluded.tries = 1 and v.text_hash = excluded.text_hash then v.tries + 1 else excluded.tries end`);
};

const failureOf = ({ outcome }: Embedded): string | null => (outcome.kind === 'failed' ? outcome.failure : null);

const triesOf = ({ outcome }: Embedded): number => {
  if (outcome.kind !== 'failed') return 0;
  return outcome.isForGood ? MOST_TRIES : 1;
};

/** One vector after the other, and of each pair which of them it has. Every machine that Node runs on here is little-endian. */
const pack = (embedded: readonly Embedded[]) => {
  const vectors = embedded.flatMap(({ outcome }) => (outcome.kind === 'vector' ? [outcome.vector] : []));
  const bytes = Buffer.concat(
    vectors.map((vector) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)),
  );
  let next = 0;
  const places = embedded.map(({ outcome }) => (outcome.kind === 'vector' ? next++ : null));
  return { bytes, places };
};

const keepVectors = async (tx: Write, { id }: Pick<Space, 'id'>, kept: readonly Embedded[]): Promise<void> => {
  await tx.run(sql`
    update knowledge.vectors v set text_hash = e.text_hash
      from unnest(${kept.map(({ pair }) => pair)}::uuid[], ${kept.map(({ textHash }) => textHash)}::bytea[])
        as e (pair_id, text_hash)
     where v.workspace_id = ${tx.workspace} and v.space_id = ${id} and v.pair_id = e.pair_id`);
};

/** Of pairs that are forgotten, in every space. The shelf is held. */
export const forgetVectorsOf = async (tx: Write, pairs: readonly string[]): Promise<void> => {
  await tx.run(sql`
    delete from knowledge.vectors where workspace_id = ${tx.workspace} and pair_id = any(${pairs}::uuid[])`);
};

/** Whether a pair has a vector in it: whether it could serve. */
export const hasVectors = async (tx: Write, { id }: Pick<Space, 'id'>): Promise<boolean> => {
  const found = await tx.maybe(sql`
    select from knowledge.vectors
     where workspace_id = ${tx.workspace} and space_id = ${id} and vector is not null limit 1`);
  return found !== undefined;
};
