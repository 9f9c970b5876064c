import type { AccountId } from '@holdfast/protocol/identity/people';
import { sql } from 'kysely';
import type { InstanceDb } from '../../../platform/database/database.ts';
import type { InstanceRead, InstanceWrite } from '../../../platform/database/transaction.ts';

/** What leaks away, so many a second, up to so many. */
export interface Guard {
  readonly name: string;
  readonly capacity: number;
  readonly perSecond: number;
  /** How many times slower it leaks at the most, the longer it has to refuse. 1: always alike. */
  readonly slowest: number;
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
                                    ${guards.map(({ perSecond }) => perSecond)}::float8[], ${guards.map(({ slowest }) => slowest)}::float8[])`)
  )[0];

/** True for the first that it refuses since it was empty. It leaks ever slower from then on. */
export const countRefusal = async (db: InstanceDb, { name, perSecond, slowest }: Guard): Promise<boolean> =>
  (await db.alone(sql<{ newly: boolean }>`select auth.count_refusal(${name}, ${perSecond}, ${slowest}) as newly`))[0]
    ?.newly === true;

export const giveBackTries = async (db: InstanceDb, names: readonly string[]): Promise<void> => {
  await db.alone(sql`select auth.give_back_tries(${names}::text[])`);
};

/** Whether an account took a token from there lately. Asked also for accounts that are not there, which takes as long. */
export const isKnownPlace = async (tx: InstanceRead, account: AccountId | undefined, place: string): Promise<boolean> =>
  (
    await tx.one(sql<{ known: boolean }>`
      select auth.is_known_place(${account ?? NOBODY}, ${place}) as known`)
  ).known;

export const rememberPlace = async (tx: InstanceWrite, account: AccountId, place: string): Promise<void> => {
  await tx.run(sql`select auth.remember_place(${account}, ${place})`);
};

const NOBODY = '00000000-0000-0000-0000-000000000000';
