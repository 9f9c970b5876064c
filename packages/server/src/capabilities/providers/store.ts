import type { Provider, ProviderId, ProviderKind } from '@holdfast/protocol/providers/providers';
import { sql } from 'kysely';
import { inTurn } from '../../platform/database/in-turn.ts';
import type { Read, Write } from '../../platform/database/transaction.ts';

const PROVIDER = sql`
  id, name, kind, base_url, created_at, version,
  case when sealed_key is null then null
       else json_build_object('last_four', key_last_four,
              'set_at', to_char(key_set_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) end as key`;

/** One more than the page has. */
export const listProviders = (
  tx: Read,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): Promise<Provider[]> =>
  tx.many(sql<Provider>`
    select ${PROVIDER} from providers.providers
     where workspace_id = ${tx.workspace} and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
     order by id desc limit ${limit + 1}`);

export const findProvider = (tx: Read, id: ProviderId): Promise<Provider | undefined> =>
  tx.maybe(sql<Provider>`
    select ${PROVIDER} from providers.providers where workspace_id = ${tx.workspace} and id = ${id}`);

export interface StoredProvider extends Pick<Provider, 'id' | 'name' | 'kind' | 'base_url' | 'version'> {
  readonly sealed_key: string | null;
}

const STORED = sql`id, name, kind, base_url, sealed_key, version`;

export const findStored = (tx: Read, id: ProviderId): Promise<StoredProvider | undefined> =>
  tx.maybe(sql<StoredProvider>`
    select ${STORED} from providers.providers where workspace_id = ${tx.workspace} and id = ${id}`);

/** Nobody changes it meanwhile. */
export const lockStored = (tx: Write, id: ProviderId): Promise<StoredProvider | undefined> =>
  tx.maybe(sql<StoredProvider>`
    select ${STORED} from providers.providers where workspace_id = ${tx.workspace} and id = ${id} for update`);

export interface SealedKey {
  readonly sealed: string;
  readonly lastFour: string;
}

export interface NewProvider {
  readonly id: ProviderId;
  readonly name: string;
  readonly kind: ProviderKind;
  readonly baseUrl: string | null;
  readonly key: SealedKey | null;
}

/** Those who add providers do so one after the other, so that a workspace has no more than it may. */
export const countProvidersAlone = async (tx: Write): Promise<number> => {
  await inTurn(tx, 'providers');
  const { count } = await tx.one(sql<{ count: number }>`
    select count(*) as count from providers.providers where workspace_id = ${tx.workspace}`);
  return count;
};

export const insertProvider = (tx: Write, { id, name, kind, baseUrl, key }: NewProvider): Promise<Provider> =>
  tx.one(sql<Provider>`
    insert into providers.providers (workspace_id, id, name, kind, base_url, sealed_key, key_last_four, key_set_at)
    values (${tx.workspace}, ${id}, ${name}, ${kind}, ${baseUrl}, ${key?.sealed ?? null}, ${key?.lastFour ?? null},
            case when ${key === null} then null else holdfast.now() end)
    returning ${PROVIDER}`);

export interface ChangedProvider {
  readonly id: ProviderId;
  readonly name: string;
  readonly baseUrl: string | null;
  /** Undefined where it stays. */
  readonly key: SealedKey | null | undefined;
}

export const updateProvider = (tx: Write, { id, name, baseUrl, key }: ChangedProvider): Promise<Provider> =>
  tx.one(sql<Provider>`
    update providers.providers set name = ${name}, base_url = ${baseUrl}, version = version + 1
           ${key === undefined ? sql`` : sql`, sealed_key = ${key?.sealed ?? null}, key_last_four = ${key?.lastFour ?? null}, key_set_at = case when ${key === null} then null else holdfast.now() end`}
     where workspace_id = ${tx.workspace} and id = ${id} returning ${PROVIDER}`);

/** With what it said of its models. False when there is none. */
export const deleteProvider = async (tx: Write, id: ProviderId): Promise<boolean> =>
  (await tx.run(sql`delete from providers.providers where workspace_id = ${tx.workspace} and id = ${id}`)) > 0;
