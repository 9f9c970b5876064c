import { getSetup, setUp } from '@holdfast/protocol/identity/setup';
import type { Database } from '../../../platform/database/database.ts';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import type { SetUp } from './setup.ts';
import { isSetUp } from './store.ts';

export interface SetupRoutes {
  readonly database: Database;
  readonly begin: SetUp;
  readonly mail: boolean;
}

export const setupRoutes = ({ database, begin, mail }: SetupRoutes): readonly Endpoint[] => [
  on(getSetup, async ({ signal }) => ({
    done: await database.forInstance(signal).read(isSetUp),
    mail,
    issuers: [],
  })),
  on(setUp, (ctx, { body }) => begin(ctx, body)),
];
