import type { Identity } from './capabilities/identity/index.ts';
import type { Config } from './config/settings.ts';
import type { Opening } from './opening.ts';
import type { Platform } from './platform.ts';
import { OperatorError } from './platform/operator-error.ts';
import { SIGN_IN_REVOKED } from './platform/sockets/revocations.ts';

/** Lets identity hear of revocations, and says how the first account comes to be. Gives the token for it while nobody has made one. */
export const openIdentity = async (
  { log, lifecycle }: Opening,
  { ephemeral, folder }: Platform,
  identity: Identity,
): Promise<string | undefined> => {
  await lifecycle.open('identity', () => identity, { close: (one) => one.close() });
  const hear = () => ephemeral.bus.subscribe(SIGN_IN_REVOKED, identity.forget, identity.forget);
  await lifecycle.open('revocations', hear, { close: async (stop) => stop() });
  const token = await identity.offerSetup();
  if (token === undefined) return undefined;
  // logs are kept by others, and for long: they name the file, which only who runs this process can read
  log.info(
    { event: 'setup_waits', file: folder.setupToken },
    'Nobody has set this instance up. The token for it is in the file setup-token of the data folder; use it at /setup.',
  );
  return token;
};

/** Issuers send people back to one address, which has to be registered there. */
export const refuseNowhereToComeBack = ({
  HOLDFAST_OIDC_ISSUERS: issuers,
  HOLDFAST_PUBLIC_URL: publicUrl,
}: Config): void => {
  if (issuers.length === 0 || publicUrl !== undefined) return;
  throw new OperatorError(
    'HOLDFAST_OIDC_ISSUERS is set and HOLDFAST_PUBLIC_URL is not. Say where people reach Holdfast, so that issuers can send them back.',
    { exitCode: 78 },
  );
};

const MS = 1000;

export const identitySettingsOf = (config: Config) => ({
  publicUrl: config.HOLDFAST_PUBLIC_URL,
  issuers: config.HOLDFAST_OIDC_ISSUERS,
  idleSeconds: config.HOLDFAST_SIGN_IN_IDLE / MS,
  lastsSeconds: config.HOLDFAST_SIGN_IN_LIFETIME / MS,
});
