import type { Capability } from '../../platform/capability.ts';
import type { Work } from '../../platform/jobs/work.ts';
import type { Authenticate } from '../../platform/http/authenticate.ts';
import { createAuthentication } from './authentication/authentication.ts';
import { keyRoutes } from './keys/routes.ts';
import { createAfterwards } from './afterwards.ts';
import { IDENTITY_HOUSEKEEPING } from './housekeeping.ts';
import { createChangeMe } from './me/change-me.ts';
import { createChangePassword } from './me/change-password.ts';
import { createCheckOwnPassword } from './me/own-secret.ts';
import { createProve } from './me/prove.ts';
import { createReplaced } from './me/replaced.ts';
import { meRoutes } from './me/routes.ts';
import { readNames } from './names/store.ts';
import { createIssuers } from './oidc/issuers.ts';
import { oidcRoutes } from './oidc/routes.ts';
import type { IdentityParts } from './parts.ts';
import { createHasher } from './passwords/hasher.ts';
import { createPeople } from './people.ts';
import { createCheckSecondFactor } from './second-factor/check.ts';
import { setupRoutes } from './setup/routes.ts';
import { createSetUp } from './setup/setup.ts';
import { createSetupToken } from './setup/setup-token.ts';
import { createNoteAccountAct } from './sign-ins/account-acts.ts';
import { createCheckPassword } from './sign-ins/check-password.ts';
import { createCookies } from './sign-ins/cookie.ts';
import { createKnownDevices } from './sign-ins/known-device.ts';
import { createNoteTry } from './sign-ins/note-try.ts';
import { createOpener } from './sign-ins/opener.ts';
import { signInRoutes } from './sign-ins/routes.ts';
import { createSignIn } from './sign-ins/sign-in.ts';
import { createEndSignIns, createSignOut } from './sign-ins/sign-out.ts';
import { createIdentityTelemetry } from './telemetry.ts';
import { createTries } from './tries/tries.ts';

export interface Identity extends Capability {
  readonly work: Work;
  readonly authenticate: Authenticate;
  /** Where the links of letters lead when nobody said how this instance is reached. */
  readonly listensAt: (url: string) => void;
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
  const { audit, clock, database, folder, log, mail, revoke, secrets, settings } = parts;
  const db = database.forInstance();
  const telemetry = createIdentityTelemetry(parts);
  const hasher = createHasher({ onBegun: telemetry.hashBegun });
  const tries = createTries({ db, clock, onRefused: telemetry.tryRefused });
  const cookies = createCookies(settings.publicUrl?.protocol === 'https:');
  const devices = createKnownDevices(secrets, cookies);
  const note = createNoteAccountAct(audit);
  const afterwards = createAfterwards(log);
  const noteTry = createNoteTry(db, afterwards, note);
  const authentication = createAuthentication({
    db,
    clock,
    log,
    cookieName: cookies.signIn,
    onWrong: tries.countCredential,
  });
  const opener = createOpener({ ...parts, cookies, devices, note });
  const ending = { ...parts, authentication, cookies, note };
  const end = createEndSignIns(ending);
  const issuers = createIssuers(parts);
  const token = createSetupToken(folder.setupToken);
  const begin = createSetUp({ ...parts, hasher, tries, opener, note, token });
  const checkSecondFactor = createCheckSecondFactor({ ...parts, note });
  const checkPassword = createCheckPassword({ database, hasher, tries, devices, noteTry, afterwards, telemetry });
  const comeIn = createSignIn({ database, checkPassword, checkSecondFactor, opener, noteTry, telemetry });
  const own = {
    database,
    hasher,
    tries,
    noteTry,
    note,
    opener,
    checkOwn: createCheckOwnPassword({ hasher, tries, noteTry }),
  };
  const replaced = createReplaced(authentication, revoke);
  let url = '';
  const people = createPeople({
    ...parts,
    authentication,
    checkSecondFactor,
    hasher,
    note,
    noteTry,
    opener,
    tries,
    listeningAt: () => url,
  });

  return {
    endpoints: [
      ...setupRoutes({ database, begin, mail: mail.isConfigured, issuers: issuers.all }),
      ...signInRoutes({ comeIn, goOut: createSignOut(ending, end), end }),
      ...keyRoutes({ ...parts, authentication }),
      ...meRoutes({
        database,
        end,
        change: createChangeMe({ database, tries, note, mail, afterwards }),
        setPassword: createChangePassword({ ...own, replaced }),
        prove: createProve({ ...own, checkSecondFactor, replaced }),
      }),
      ...people.endpoints,
      ...oidcRoutes({ ...parts, authentication, cookies, issuers, note, opener, tries }),
    ],
    work: together(IDENTITY_HOUSEKEEPING, people.work),
    authenticate: authentication.authenticate,
    listensAt: (at) => void (url = at),
    forget: authentication.forget,
    namesOf: readNames,
    offerSetup: () => token.offer(db),
    async close() {
      await Promise.all([authentication.close(), afterwards.close()]);
    },
  };
};

const together = (...works: readonly Work[]): Work => ({
  handlers: works.flatMap(({ handlers }) => handlers),
  schedules: works.flatMap(({ schedules = [] }) => schedules),
});
