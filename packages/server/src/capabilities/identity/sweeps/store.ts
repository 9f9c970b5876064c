import { sql } from 'kysely';
import type { Write } from '../../../platform/database/transaction.ts';

interface Swept {
  readonly swept: number;
}

export const sweepSignIns = async (tx: Write, most: number): Promise<number> =>
  (await tx.one(sql<Swept>`select auth.sweep_sign_ins(${most}::integer) as swept`)).swept;

export const sweepTries = async (tx: Write, most: number): Promise<number> =>
  (await tx.one(sql<Swept>`select auth.sweep_tries(${most}::integer) as swept`)).swept;

export const sweepKnownPlaces = async (tx: Write, most: number): Promise<number> =>
  (await tx.one(sql<Swept>`select auth.sweep_known_places(${most}::integer) as swept`)).swept;

export const sweepResets = async (tx: Write, most: number): Promise<number> =>
  (await tx.one(sql<Swept>`select auth.sweep_resets(${most}::integer) as swept`)).swept;
