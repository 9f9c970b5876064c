import type { Capability } from '../../platform/capability.ts';
import type { Authenticate } from '../../platform/http/authenticate.ts';
import { createAuthentication } from './authentication/authentication.ts';
import { keyRoutes } from './keys/routes.ts';
import { meRoutes } from './me/routes.ts';
import { readNames } from './names/store.ts';
import { createIssuers } from './oidc/issuers.ts';
import { oidcRoutes } from './oidc/routes.ts';
import type { IdentityParts } from './parts.ts';
import { createHasher } from './passwords/hasher.ts';
import { setupRoutes } from './setup/routes.ts';
import { createSetUp } from './setup/setup.ts';
import { createSetupToken } from './setup/setup-token.ts';
import { createNoteAccountAct } from './sign-ins/account-acts.ts';
import { createCookies } from './sign-ins/cookie.ts';
import { createOpener } from './sign-ins/opener.ts';
import { signInRoutes } from './sign-ins/routes.ts';
import { createSignIn } from './sign-ins/sign-in.ts';
import { createEndSignIns, createSignOut } from './sign-ins/sign-out.ts';
import { createTries } from './tries/tries.ts';

export interface Identity extends Capability {
  readonly authenticate: Authenticate;
  /** Somebody has lost or gained something: everybody is looked up anew. */
  readonly forget: () => void;
  /** The token with which the first account can be made; undefined when that was done. */
  readonly offerSetup: () => Promise<string | undefined>;
  /** What people and things of a workspace are called now, by their ids. */
  readonly namesOf: typeof readNames;
  close(): Promise<void>;
}

/** Who people are, what they may do, and how they come in and go. */
export const createIdentity = (parts: IdentityParts): Identity => {
  const { audit, clock, database, folder, log, mail, settings } = parts;
  const db = database.forInstance();
  const hasher = createHasher();
  const tries = createTries(db);
  const cookies = createCookies(settings.publicUrl?.protocol === 'https:');
  const note = createNoteAccountAct(audit);
  const authentication = createAuthentication({
    db,
    clock,
    log,
    cookieName: cookies.signIn,
    onWrong: async (address) => void (await tries.take({ address })),
  });
  const opener = createOpener({ ...parts, cookies, note });
  const ending = { ...parts, authentication, cookies, note };
  const end = createEndSignIns(ending);
  const issuers = createIssuers(parts);
  const token = createSetupToken(folder.setupToken);
  const begin = createSetUp({ ...parts, hasher, tries, opener, note, token });
  const comeIn = createSignIn({ database, hasher, tries, opener, note, checkSecondFactor: async () => false });

  return {
    endpoints: [
      ...setupRoutes({ database, begin, mail: mail.isConfigured, issuers: issuers.all }),
      ...signInRoutes({ comeIn, goOut: createSignOut(ending, end), end }),
      ...meRoutes({ database, end }),
      ...keyRoutes({ ...parts, authentication }),
      ...oidcRoutes({ ...parts, authentication, cookies, issuers, note, opener, tries }),
    ],
    authenticate: authentication.authenticate,
    forget: authentication.forget,
    namesOf: readNames,
    offerSetup: () => token.offer(db),
    close: authentication.close,
  };
};
