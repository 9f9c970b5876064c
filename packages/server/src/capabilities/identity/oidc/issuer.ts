import * as client from 'openid-client';
import { webFetch } from '../../../platform/outbound/web-fetch.ts';
import type { Outbound } from '../../../platform/outbound/outbound.ts';
import type { Clock } from '../../../platform/clock/clock.ts';

/** An OpenID Connect issuer as the operator named it. */
export interface IssuerSetting {
  readonly id: string;
  readonly name: string;
  readonly url: URL;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What is kept in the browser while somebody is at the issuer. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | undefined;
}

export interface Issuer {
  readonly id: string;
  readonly name: string;
  /** Where to send somebody. */
  authorize(back: URL, checks: Checks): Promise<URL>;
  /** Who came back. The address is the one that they came to, with all that the issuer added. */
  exchange(came: URL, checks: Checks): Promise<Claims>;
}

/** How long it counts what an issuer says of itself, and of its keys. */
const FRESH_MS = 600_000;
const WITHIN_MS = 10_000;
const MOST_BYTES = 262_144;

export const createIssuer = (
  { id, name, url, clientId, clientSecret }: IssuerSetting,
  outbound: Outbound,
  { elapsed }: Clock,
): Issuer => {
  const ask = webFetch(outbound, { purpose: 'identity', timeoutMs: WITHIN_MS, maxBytes: MOST_BYTES });
  let known: { readonly at: number; readonly configuration: Promise<client.Configuration> } | undefined;

  const discover = (): Promise<client.Configuration> =>
    client.discovery(url, clientId, {}, asItSupports(clientSecret), {
      // the guard has its own time limit
      timeout: WITHIN_MS / 1000 + 1,
      [client.customFetch]: (address, init) => ask(address, init as RequestInit),
      execute: [
        // else only TLS would say from whom a token is
        client.enableNonRepudiationChecks,
        // the guard refuses plain HTTP unless the operator allows it to this host
        ...(url.protocol === 'http:' ? [client.allowInsecureRequests] : []),
      ],
    });
  const configurationOf = async (): Promise<client.Configuration> => {
    if (known === undefined || elapsed() - known.at > FRESH_MS) known = { at: elapsed(), configuration: discover() };
    const asked = known;
    try {
      return await asked.configuration;
    } catch (error) {
      if (known === asked) known = undefined;
      throw error;
    }
  };

  return {
    id,
    name,
    async authorize(back, { state, nonce, verifier }) {
      return client.buildAuthorizationUrl(await configurationOf(), {
        redirect_uri: back.href,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
    },
    async exchange(came, { state, nonce, verifier }) {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const tokens = await client
        .authorizationCodeGrant(await configurationOf(), came, checks)
        .catch((error: unknown) => {
          // keys that were changed are looked for anew with the next try, and not only a minute later
          if (error instanceof client.ClientError && error.code === 'OAUTH_KEY_SELECTION_FAILED') known = undefined;
          throw error;
        });
      const claims = tokens.claims();
      if (claims === undefined) throw new TypeError('an answer with an ID token has claims');
      const said = claims['name'];
      return { issuer: claims.iss, subject: claims.sub, name: typeof said === 'string' ? said : undefined };
    },
  };
};

/** By Basic, unless the issuer says that it takes only the form. */
const asItSupports = (secret: string): client.ClientAuth => {
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (issuer, ...rest) => {
    const methods = issuer.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(issuer, ...rest);
  };
};
