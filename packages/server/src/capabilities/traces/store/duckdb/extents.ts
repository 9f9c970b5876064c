import type { Clock } from '../../../../platform/clock/clock.ts';
import type { Connection } from './connection.ts';
import { sql, u128 } from './sql.ts';

/** When the traces of a workspace began, in microseconds, and how many there are. */
export interface Extent {
  readonly first: number;
  readonly last: number;
  readonly traces: number;
}

/** About how far the traces of a workspace reach: good enough to guess by, and not looked up for each question. */
export interface Extents {
  of(connection: Connection, workspace: bigint): Promise<Extent>;
}

const KEPT_MS = 10_000;
const MOST_KEPT = 1_000;

export const createExtents = (clock: Pick<Clock, 'elapsed'>): Extents => {
  const kept = new Map<bigint, { readonly extent: Extent; readonly since: number }>();
  return {
    async of(connection, workspace) {
      const known = kept.get(workspace);
      if (known !== undefined && clock.elapsed() - known.since < KEPT_MS) return known.extent;
      const extent = await readExtent(connection, workspace);
      kept.delete(workspace);
      kept.set(workspace, { extent, since: clock.elapsed() });
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return extent;
    },
  };
};

const readExtent = async (connection: Connection, workspace: bigint): Promise<Extent> => {
  const [row] = await connection.all(sql`
    select min(start_us) as first, max(start_us) as last, count(*) as traces from traces where workspace = ${u128(workspace)}`);
  return { first: Number(row?.['first']), last: Number(row?.['last']), traces: Number(row?.['traces']) };
};
