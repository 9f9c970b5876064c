import { getSetup, setUp } from '@holdfast/protocol/identity/setup';
import type { Database } from '../../../platform/database/database.ts';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import type { SetUp } from './setup.ts';
import { isSetUp } from './store.ts';

export interface SetupRoutes {
  readonly database: Database;
  readonly begin: SetUp;
  readonly mail: boolean;
  readonly issuers: readonly { readonly id: string; readonly name: string }[];
}

export const setupRoutes = ({ database, begin, mail, issuers }: SetupRoutes): readonly Endpoint[] => [
  on(getSetup, async ({ signal }) => ({
    done: await database.forInstance(signal).read(isSetUp),
    mail,
    issuers: [...issuers],
  })),
  on(setUp, (ctx, { body }) => begin(ctx, body)),
];
