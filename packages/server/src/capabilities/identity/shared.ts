import { createAfterwards } from './afterwards.ts';
import { createEndOpen } from './end-open.ts';
import { createAuthentication } from './authentication/authentication.ts';
import { createCheckSecondFactor } from './second-factor/check.ts';
import { createHasher } from './passwords/hasher.ts';
import { createIdentityTelemetry } from './telemetry.ts';
import { createIssuers } from './oidc/issuers.ts';
import { createKnownDevices } from './sign-ins/known-device.ts';
import { createCookies } from './sign-ins/cookie.ts';
import { createNoteAccountAct } from './sign-ins/account-acts.ts';
import { createNames } from './names/names.ts';
import { createNoteTry } from './sign-ins/note-try.ts';
import { createOpener } from './sign-ins/opener.ts';
import { createTries } from './tries/tries.ts';
import type { IdentityParts } from './parts.ts';

export type Shared = ReturnType<typeof createShared>;

/** What the rooms of identity stand on together. */
export const createShared = (parts: IdentityParts) => {
  const { audit, clock, database, log, revoke, secrets, settings } = parts;
  const db = database.forInstance();
  const telemetry = createIdentityTelemetry(parts);
  const tries = createTries({ db, clock, onRefused: telemetry.tryRefused });
  const cookies = createCookies(settings.publicUrl?.protocol === 'https:');
  const devices = createKnownDevices(secrets, cookies);
  const note = createNoteAccountAct(audit);
  const afterwards = createAfterwards(log);
  const names = createNames(clock);
  const believed = createAuthentication({
    db,
    clock,
    log,
    cookieName: cookies.signIn,
    onWrong: tries.countCredential,
  });
  const authentication = {
    ...believed,
    forget: (): void => {
      believed.forget();
      names.forget();
    },
  };
  return {
    ...parts,
    telemetry,
    tries,
    cookies,
    devices,
    note,
    afterwards,
    hasher: createHasher(),
    noteTry: createNoteTry(db, afterwards, note),
    opener: createOpener({ ...parts, cookies, devices, note }),
    checkSecondFactor: createCheckSecondFactor({ secrets, note }),
    issuers: createIssuers(parts),
    authentication,
    names,
    endOpen: createEndOpen(authentication, revoke),
  };
};
