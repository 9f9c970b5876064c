import { SettingProblem } from './setting.ts';

/** An OpenID Connect issuer, and who we are there. */
export interface OidcIssuer {
  readonly id: string;
  readonly name: string;
  /** Without user and password: exactly what the issuer calls itself. */
  readonly url: URL;
  readonly clientId: string;
  readonly clientSecret: string;
}

const ENTRY = /^(?<id>[^=]*)=(?<address>.*)$/s;
const ID = /^[a-z0-9][a-z0-9-]{0,30}$/;
const SHAPE = 'a URL behind an id, as in id=https://client_id:client_secret@issuer.example/path, percent-encoded';

/** Several are separated by commas. What is wrong is told by the place in the list: an entry holds a secret. */
export const asOidcIssuers = (text: string): readonly OidcIssuer[] => {
  const entries = text.split(',').map((entry) => entry.trim());
  const issuers = entries
    .filter((entry) => entry !== '')
    .map((entry, place) => readEntry(entry, `its entry ${place + 1}`));
  const twice = issuers.find(({ id }, place) => issuers.findIndex((other) => other.id === id) !== place);
  if (twice !== undefined) refuse(`must give each issuer an id of its own, and ${twice.id} is given twice`);
  return issuers;
};

const readEntry = (entry: string, which: string): OidcIssuer => {
  const { id = '', address = '' } = ENTRY.exec(entry)?.groups ?? {};
  if (!ID.test(id) || address === '')
    return refuse(`must be ${SHAPE}; ${which} does not begin with an id of a-z, 0-9 and -, and =`);
  const url = URL.parse(address);
  if (url === null || !/^https?:\/\//i.test(address))
    return refuse(`must be ${SHAPE}; the address of ${id} cannot be read`);
  const [clientId, clientSecret, name] = [decoded(url.username), decoded(url.password), decoded(url.hash.slice(1))];
  if (clientId === undefined || clientSecret === undefined || name === undefined)
    return refuse(`must be ${SHAPE}; a % of ${id} is not followed by two digits of a percent-encoding`);
  if (clientId === '' || clientSecret === '') return refuse(`must be ${SHAPE}; ${id} lacks client id or secret`);
  if (url.search !== '' || url.pathname.includes('@'))
    return refuse(`must be ${SHAPE}; the address of ${id} has something that must be encoded`);
  const bare = new URL(`${url.protocol}//${url.host}${url.pathname}`);
  return { id, name: name === '' ? url.hostname : name, url: bare, clientId, clientSecret };
};

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const refuse = (sentence: string): never => {
  throw new SettingProblem(sentence, { isWhole: true });
};
