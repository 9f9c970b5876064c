import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Capability } from '../../platform/capability.ts';
import type { Authenticate } from '../../platform/http/authenticate.ts';
import type { Work } from '../../platform/jobs/work.ts';
import { createDoors } from './doors.ts';
import { IDENTITY_HOUSEKEEPING } from './sweeps/housekeeping.ts';
import { readMailboxes } from './mailboxes/store.ts';
import { keyRoutes } from './keys/routes.ts';
import type { NamesOf } from './names/names.ts';
import { oidcRoutes } from './oidc/routes.ts';
import type { IdentityParts } from './parts.ts';
import { createPeople } from './people.ts';
import { createSetupToken } from './setup/setup-token.ts';
import { createShared } from './shared.ts';
import { STANDINGS, type Standings } from './standing/standings.ts';
import { findWorkspace } from './workspaces/store.ts';

export interface Identity extends Capability {
  readonly work: Work;
  readonly authenticate: Authenticate;
  /** Where the links of letters lead when nobody said how this instance is reached. */
  readonly listensAt: (url: string) => void;
  /** Somebody has lost or gained something: everybody is looked up anew. */
  readonly forget: () => void;
  /** The token with which the first account can be made; undefined when that was done. */
  readonly offerSetup: () => Promise<string | undefined>;
  /** About a second old at most. */
  readonly namesOf: NamesOf;
  /** Where members are written to. */
  readonly mailboxes: typeof readMailboxes;
  /** Who somebody is at this moment, whatever was remembered of them. */
  readonly standing: Standings;
  readonly knowsWorkspace: (id: WorkspaceId) => Promise<boolean>;
  close(): Promise<void>;
}

/** Who people are, what they may do, and how they come in and go. */
export const createIdentity = (parts: IdentityParts): Identity => {
  const shared = createShared(parts);
  const { afterwards, authentication, database, folder, names } = shared;
  const token = createSetupToken(folder.setupToken);
  let url = '';
  const people = createPeople({ ...shared, listeningAt: () => url });
  return {
    endpoints: [...createDoors(shared, token), ...keyRoutes(shared), ...people.endpoints, ...oidcRoutes(shared)],
    work: together(IDENTITY_HOUSEKEEPING, people.work),
    authenticate: authentication.authenticate,
    listensAt: (at) => void (url = at),
    forget: authentication.forget,
    namesOf: names.namesOf,
    mailboxes: readMailboxes,
    standing: STANDINGS,
    knowsWorkspace: async (id) => (await database.forWorkspace(id).read(findWorkspace)) !== undefined,
    offerSetup: () => token.offer(database.forInstance()),
    async close() {
      await Promise.all([authentication.close(), afterwards.close()]);
    },
  };
};

const together = (...works: readonly Work[]): Work => ({
  handlers: works.flatMap(({ handlers }) => handlers),
  schedules: works.flatMap(({ schedules = [] }) => schedules),
});
