import { sql } from 'kysely';
import type { Write } from './transaction.ts';

/** Transactions of a workspace that do the same thing go on one after the other: what one counts the next does not change. */
export const inTurn = async (tx: Write, what: string): Promise<void> => {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`${what} of ${tx.workspace}`}, 0))`);
};
