import type { Capability } from '../../platform/capability.ts';
import type { Work } from '../../platform/jobs/work.ts';
import type { Authenticate } from '../../platform/http/authenticate.ts';
import { createAuthentication } from './authentication/authentication.ts';
import { createAfterwards } from './afterwards.ts';
import { IDENTITY_HOUSEKEEPING } from './housekeeping.ts';
import { createChangeMe } from './me/change-me.ts';
import { createChangePassword } from './me/change-password.ts';
import { createCheckOwnPassword } from './me/own-secret.ts';
import { createProve } from './me/prove.ts';
import { createReplaced } from './me/replaced.ts';
import { meRoutes } from './me/routes.ts';
import type { IdentityParts } from './parts.ts';
import { createHasher } from './passwords/hasher.ts';
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
  /** Somebody has lost or gained something: everybody is looked up anew. */
  readonly forget: () => void;
  /** The token with which the first account can be made; undefined when that was done. */
  readonly offerSetup: () => Promise<string | undefined>;
  close(): Promise<void>;
}

/** Who people are, what they may do, and how they come in and go. */
export const createIdentity = (parts: IdentityParts): Identity => {
  const { audit, clock, database, folder, log, mail, revoke, secrets, settings } = parts;
  const db = database.forInstance();
  const telemetry = createIdentityTelemetry(parts);
  const hasher = createHasher();
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
  const token = createSetupToken(folder.setupToken);
  const begin = createSetUp({ ...parts, hasher, tries, opener, note, token });
  const checkSecondFactor = async () => false;
  const checkPassword = createCheckPassword({ database, hasher, tries, devices, noteTry, afterwards, telemetry });
  const comeIn = createSignIn({ database, devices, tries, checkPassword, checkSecondFactor, opener, noteTry, telemetry });
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

  return {
    endpoints: [
      ...setupRoutes({ database, begin, mail: mail.isConfigured }),
      ...signInRoutes({ comeIn, goOut: createSignOut(ending, end), end }),
      ...meRoutes({
        database,
        end,
        change: createChangeMe({ database, tries, note, mail, afterwards }),
        setPassword: createChangePassword({ ...own, replaced }),
        prove: createProve({ ...own, checkSecondFactor, replaced }),
      }),
    ],
    work: IDENTITY_HOUSEKEEPING,
    authenticate: authentication.authenticate,
    forget: authentication.forget,
    offerSetup: () => token.offer(db),
    async close() {
      await Promise.all([authentication.close(), afterwards.close()]);
    },
  };
};
