import { answerJson, answerNothing, startHttpSimulator, type Exchange, type HttpSimulator } from '../http-simulator.ts';
import { authenticates, createGrants, isDenied, type Client, type Grant, type Grants } from './grants.ts';
import { writeIdToken, type Claims, type Lie } from './id-token.ts';
import { jwkOf, makeKey, type Algorithm } from './keys.ts';

/** Who signs in, without being asked: the browser is sent straight back. */
export interface OidcUser {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
}

export interface OidcScript {
  readonly user?: OidcUser;
  readonly lie?: Lie;
  /** The user says no. */
  readonly denies?: boolean;
  /** Userinfo tells of another subject than the token. */
  readonly userinfoSub?: string;
}

/** An OpenID provider: discovery, keys, authorize, token with PKCE, userinfo. It can be made to lie. */
export interface OidcIssuer extends HttpSimulator {
  readonly issuer: string;
  readonly client: Client;
  play(script: OidcScript): void;
  /** A new key signs from now on; the old one is no longer published. */
  rotateKeys(): void;
}

export interface OidcIssuerOptions {
  readonly redirectUris: readonly string[];
  readonly algorithm?: Algorithm;
  readonly script?: OidcScript;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const USER: OidcUser = { sub: 'user-1', email: 'ada@example.com', email_verified: true, name: 'Ada Example' };
const LIFETIME_SECONDS = 300;

const discovery = (issuer: string, algorithm: Algorithm) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: [algorithm],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  code_challenge_methods_supported: ['S256'],
  scopes_supported: ['openid', 'email', 'profile'],
  claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'email', 'email_verified', 'name'],
  authorization_response_iss_parameter_supported: true,
});

interface AuthorizeParts {
  readonly issuer: string;
  readonly client: Client;
  readonly grants: Grants;
  readonly script: OidcScript;
}

/** What is wrong with a request to authorize, in the words of RFC 6749. */
const flawOf = (query: URLSearchParams): string | undefined => {
  if (query.get('response_type') !== 'code') return 'unsupported_response_type';
  if (!(query.get('scope') ?? '').split(' ').includes('openid')) return 'invalid_scope';
  if (query.get('code_challenge_method') !== 'S256' || query.get('code_challenge') === null) return 'invalid_request';
  return undefined;
};

const authorize = (
  { asked: { query }, response }: Exchange,
  { issuer, client, grants, script }: AuthorizeParts,
): void => {
  const redirectUri = query.get('redirect_uri') ?? '';
  // nobody is sent to an address that was not agreed upon, not even with an error
  if (query.get('client_id') !== client.id || !client.redirectUris.includes(redirectUri))
    return answerJson(response, 400, { error: 'invalid_request' });
  const back = new URL(redirectUri);
  const say = (name: string, value: string | null) => value !== null && back.searchParams.set(name, value);
  const flaw = flawOf(query) ?? (script.denies === true ? 'access_denied' : undefined);
  const grant: Grant = {
    clientId: client.id,
    redirectUri,
    challenge: query.get('code_challenge') ?? '',
    nonce: query.get('nonce') ?? undefined,
    scope: query.get('scope') ?? '',
  };
  say(flaw === undefined ? 'code' : 'error', flaw ?? grants.open(grant));
  say('state', query.get('state'));
  say('iss', issuer);
  answerNothing(response, 302, { location: back.href });
};

interface Signing {
  readonly issuer: string;
  readonly clientId: string;
  readonly user: OidcUser;
  readonly nowMs: number;
}

const claimsFor = ({ nonce }: Grant, { issuer, clientId, user, nowMs }: Signing): Claims => {
  const iat = Math.floor(nowMs / 1000);
  const asked = nonce === undefined ? {} : { nonce };
  return { iss: issuer, aud: clientId, iat, exp: iat + LIFETIME_SECONDS, ...user, ...asked };
};

export const startOidcIssuer = async (options: OidcIssuerOptions): Promise<OidcIssuer> => {
  const { algorithm = 'RS256', now = Date.now } = options;
  const client: Client = { id: 'holdfast', secret: 'client-secret', redirectUris: options.redirectUris };
  const grants = createGrants();
  const stranger = makeKey(algorithm, 'stranger');
  let serial = 1;
  let own = makeKey(algorithm, 'key-1');
  let script = options.script ?? {};
  const user = () => script.user ?? USER;

  const token = ({ asked, response }: Exchange): void => {
    const form = new URLSearchParams(asked.body);
    if (!authenticates(client, asked, form)) return answerJson(response, 401, { error: 'invalid_client' });
    const grant = grants.exchange(form);
    if (isDenied(grant)) return answerJson(response, 400, grant);
    const signing = { issuer: simulator.url, clientId: client.id, user: user(), nowMs: now() };
    const idToken = writeIdToken(claimsFor(grant, signing), { own, stranger }, script.lie);
    const access = grants.tokenFor(grant);
    const answer = { access_token: access, token_type: 'Bearer', expires_in: LIFETIME_SECONDS, scope: grant.scope };
    answerJson(response, 200, { ...answer, id_token: idToken }, { 'cache-control': 'no-store' });
  };

  const userinfo = ({ asked, response }: Exchange): void => {
    if (grants.byToken(asked.headers.authorization) === undefined)
      return answerNothing(response, 401, { 'www-authenticate': 'Bearer error="invalid_token"' });
    answerJson(response, 200, { ...user(), sub: script.userinfoSub ?? user().sub });
  };

  const rooms: Readonly<Record<string, (exchange: Exchange) => void>> = {
    'GET /.well-known/openid-configuration': ({ response }) =>
      answerJson(response, 200, discovery(simulator.url, algorithm)),
    'GET /jwks': ({ response }) => answerJson(response, 200, { keys: [jwkOf(own)] }),
    'GET /authorize': (exchange) => authorize(exchange, { issuer: simulator.url, client, grants, script }),
    'POST /token': token,
    'GET /userinfo': userinfo,
  };

  const simulator: HttpSimulator = await startHttpSimulator((exchange) => {
    const room = rooms[`${exchange.asked.method} ${exchange.asked.path}`];
    if (room === undefined) return answerNothing(exchange.response, 404);
    room(exchange);
  });

  return {
    ...simulator,
    issuer: simulator.url,
    client,
    play(next) {
      script = next;
    },
    rotateKeys() {
      serial += 1;
      own = makeKey(algorithm, `key-${serial}`);
    },
  };
};
