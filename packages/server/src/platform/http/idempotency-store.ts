import { sql } from 'kysely';
import type { Read, Write } from '../database/transaction.ts';
import type { Answer } from './answer.ts';

/** One call of one principal, told apart from others by its key. */
export interface Call {
  readonly principal: string;
  readonly operation: string;
  readonly path: string;
  readonly key: string;
  readonly fingerprint: Buffer;
}

export interface KeptAnswer {
  readonly fingerprint: Buffer;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const KEPT_FOR = '24 hours';

/** False while another transaction runs the same call. The lock ends with the transaction, also when its node dies. */
export const claimKey = async (tx: Write, { principal, operation, path, key }: Call): Promise<boolean> => {
  const name = JSON.stringify([tx.workspace, principal, operation, path, key]);
  const { claimed } = await tx.one(
    sql<{ claimed: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as claimed`,
  );
  return claimed;
};

export const findAnswer = (tx: Read, { principal, operation, path, key }: Call): Promise<KeptAnswer | undefined> =>
  tx.maybe(sql<KeptAnswer>`
    select fingerprint, status, headers, body from holdfast.idempotency_keys
     where workspace_id = ${tx.workspace} and principal_id = ${principal}
       and operation = ${operation} and path = ${path} and key = ${key} and created_at > holdfast.now() - ${KEPT_FOR}::interval`);

export const keepAnswer = async (
  tx: Write,
  id: string,
  call: Call,
  { status, headers, body }: Answer,
): Promise<void> => {
  // the same key again after its time is a new call
  const forgetting = tx.run(sql`
    delete from holdfast.idempotency_keys
     where workspace_id = ${tx.workspace} and principal_id = ${call.principal}
       and operation = ${call.operation} and path = ${call.path} and key = ${call.key}`);
  const keeping = tx.run(sql`
    insert into holdfast.idempotency_keys (workspace_id, id, principal_id, operation, path, key, fingerprint, status, headers, body)
    values (${tx.workspace}, ${id}, ${call.principal}, ${call.operation}, ${call.path}, ${call.key}, ${call.fingerprint},
            ${status}, ${JSON.stringify(headers)}, ${body === undefined ? null : JSON.stringify(body)})`);
  await Promise.all([forgetting, keeping]);
};
