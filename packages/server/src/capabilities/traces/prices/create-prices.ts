import type { Audit } from '../../../platform/audit/audit.ts';
import type { Capability } from '../../../platform/capability.ts';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Ephemeral } from '../../../platform/ephemeral/ephemeral.ts';
import type { MakeId } from '../../../platform/ids/uuid7.ts';
import { createPriceTable, type PriceTable } from './price-table.ts';
import { priceRoutes } from './routes.ts';

export interface Prices extends Capability {
  readonly table: PriceTable;
}

export interface PricesParts {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly ephemeral: Ephemeral;
  readonly makeId: MakeId;
}

/** What models cost, as each workspace says. */
export const createPrices = ({ audit, clock, database, ephemeral, makeId }: PricesParts): Prices => {
  const { table, tell } = createPriceTable({ database, bus: ephemeral.bus, clock });
  return { endpoints: priceRoutes({ audit, makeId, tell }), table };
};
