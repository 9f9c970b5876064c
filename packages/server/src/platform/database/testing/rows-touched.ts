import { sql, type RawBuilder } from 'kysely';
import type { Read } from '../transaction.ts';

interface Node {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Node[];
}

const touchedIn = (node: Node, table: string): number =>
  (node['Relation Name'] === table
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0) + (node.Plans ?? []).reduce((sum, below) => sum + touchedIn(below, table), 0);

/** How many rows of a table a query takes into its hand when it runs. */
export const rowsTouched = async (tx: Read, table: string, query: RawBuilder<unknown>): Promise<number> => {
  const plan = await tx.one(sql<{ 'QUERY PLAN': readonly [{ readonly Plan: Node }] }>`
    explain (analyze, timing off, format json) ${query}`);
  return touchedIn(plan['QUERY PLAN'][0].Plan, table);
};
