import { sql } from 'kysely';
import type { InstanceDb } from '../../../platform/database/database.ts';

/** What leaks away, so many a second, up to so many. */
export interface Guard {
  readonly name: string;
  readonly capacity: number;
  readonly perSecond: number;
}

export interface Refusal {
  readonly refused_by: string;
  readonly retry_seconds: number;
}

/** In this order; the first that has none left refuses, and those after it are not counted. */
export const takeTries = async (db: InstanceDb, guards: readonly Guard[]): Promise<Refusal | undefined> =>
  (
    await db.alone(sql<Refusal>`
      select * from auth.take_tries(${guards.map(({ name }) => name)}::text[], ${guards.map(({ capacity }) => capacity)}::float8[],
                                    ${guards.map(({ perSecond }) => perSecond)}::float8[])`)
  )[0];

export const giveBackTries = async (db: InstanceDb, names: readonly string[]): Promise<void> => {
  await db.alone(sql`select auth.give_back_tries(${names}::text[])`);
};
