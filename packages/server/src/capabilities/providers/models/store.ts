import type { Model, ModelList } from '@holdfast/protocol/providers/models';
import type { ProviderId } from '@holdfast/protocol/providers/providers';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';
import type { ListFailure } from '../asking/list-failure.ts';

/** What is kept of a provider's models. Ages are by the database's clock, which all nodes share. */
export interface KeptList {
  readonly name: string;
  readonly models: readonly Model[] | null;
  readonly fetched_at: Timestamp | null;
  readonly age_ms: number | null;
  readonly failure_code: NonNullable<ModelList['failure']>['code'] | null;
  readonly failure_detail: string | null;
  readonly failed_at: Timestamp | null;
  /** Until then the provider is left alone after a failure. */
  readonly again_in_ms: number;
  readonly attempt: number;
  readonly in_flight: boolean;
}

/** Undefined when there is no such provider. */
export const findList = (tx: Read, id: ProviderId): Promise<KeptList | undefined> =>
  tx.maybe(sql<KeptList>`
    select p.name, l.models, l.fetched_at, l.failure_code, l.failure_detail, l.failed_at,
           (extract(epoch from m.now - l.fetched_at) * 1000)::double precision as age_ms,
           coalesce(greatest(0, extract(epoch from l.again_at - m.now) * 1000), 0)::double precision as again_in_ms,
           coalesce(l.attempt, 0) as attempt, coalesce(l.flight_until > m.now, false) as in_flight
      from providers.providers p
      cross join (select holdfast.now() as now) m
      left join providers.model_lists l on l.workspace_id = p.workspace_id and l.provider_id = p.id
     where p.workspace_id = ${tx.workspace} and p.id = ${id}`);

export interface Claim {
  readonly id: ProviderId;
  readonly flight: string;
  /** What was known when it was decided to ask. */
  readonly seen: number;
  readonly leaseMs: number;
}

/** True for the one who may ask the provider now. False when somebody does, or when something came since. */
export const claimFlight = async (tx: Write, { id, flight, seen, leaseMs }: Claim): Promise<boolean> => {
  const until = sql`holdfast.now() + make_interval(secs => ${leaseMs / 1000}::double precision)`;
  const claimed = await tx.run(sql`
    insert into providers.model_lists as l (workspace_id, provider_id, flight, flight_until)
    select ${tx.workspace}, ${id}, ${flight}, ${until} where ${seen}::integer = 0
        or exists (select from providers.model_lists where workspace_id = ${tx.workspace} and provider_id = ${id})
    on conflict (workspace_id, provider_id) do update set flight = excluded.flight, flight_until = excluded.flight_until
     where l.attempt = ${seen} and (l.flight_until is null or l.flight_until <= holdfast.now())`);
  return claimed > 0;
};

/** Whether another still asks what was asked when this attempt was the last. */
export const isStillAsked = async (tx: Read, id: ProviderId, seen: number): Promise<boolean> =>
  (
    await tx.one(sql<{ asked: boolean }>`
      select exists (select from providers.model_lists where workspace_id = ${tx.workspace} and provider_id = ${id}
                       and attempt = ${seen} and flight_until > holdfast.now()) as asked`)
  ).asked;

interface Landing {
  readonly id: ProviderId;
  readonly flight: string;
}

/** Nothing happens where the provider was given another address or key meanwhile: this is not its list. */
export const landWith = async (tx: Write, { id, flight }: Landing, models: readonly Model[]): Promise<void> => {
  await tx.run(sql`
    update providers.model_lists set models = ${JSON.stringify(models)}::jsonb, fetched_at = holdfast.now(), attempt = attempt + 1,
           failure_code = null, failure_detail = null, failed_at = null, again_at = null, flight = null, flight_until = null
     where workspace_id = ${tx.workspace} and provider_id = ${id} and flight = ${flight}`);
};

/** What was fetched before stays. */
export const landWithout = async (tx: Write, { id, flight }: Landing, failure: ListFailure): Promise<void> => {
  await tx.run(sql`
    update providers.model_lists set failure_code = ${failure.code}, failure_detail = ${failure.detail},
           failed_at = holdfast.now(), again_at = holdfast.now() + make_interval(secs => ${failure.waitMs / 1000}::double precision),
           attempt = attempt + 1, flight = null, flight_until = null
     where workspace_id = ${tx.workspace} and provider_id = ${id} and flight = ${flight}`);
};

/** Nothing came of it, and nobody is to blame: whoever looks next asks. */
export const giveUpFlight = async (tx: Write, { id, flight }: Landing): Promise<void> => {
  await tx.run(sql`
    update providers.model_lists set flight = null, flight_until = null
     where workspace_id = ${tx.workspace} and provider_id = ${id} and flight = ${flight}`);
};

/** After another address or key: what is kept was said by somebody else. */
export const forgetList = async (tx: Write, id: ProviderId): Promise<void> => {
  await tx.run(sql`delete from providers.model_lists where workspace_id = ${tx.workspace} and provider_id = ${id}`);
};

/** What a try brought. */
export const putList = async (tx: Write, id: ProviderId, models: readonly Model[]): Promise<void> => {
  await tx.run(sql`
    insert into providers.model_lists (workspace_id, provider_id, models, fetched_at, attempt)
    values (${tx.workspace}, ${id}, ${JSON.stringify(models)}::jsonb, holdfast.now(), 1)`);
};
