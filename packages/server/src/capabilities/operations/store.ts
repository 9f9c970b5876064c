import { sql } from 'kysely';
import type { Read } from '../../platform/database/transaction.ts';

export const readDatabaseSize = async (tx: Pick<Read, 'one'>): Promise<number> =>
  (await tx.one(sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`)).bytes;
