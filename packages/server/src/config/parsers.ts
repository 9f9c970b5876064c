import { WorkspaceId } from '@holdfast/protocol/ids';
import { BlockList, isIP } from 'node:net';
import { parseMailbox, type Mailbox } from '../platform/mail/mailbox.ts';
import { objectionToAllowed } from '../platform/outbound/allowed-objection.ts';
import { parseAllowed, type Allowed } from '../platform/outbound/allowed.ts';
import { SettingProblem } from './setting.ts';

export const asText = (text: string): string => {
  if (text.trim() === '') throw new SettingProblem('must not be empty');
  return text;
};

/** Turns the empty text into undefined before the parser sees it. */
export const optional =
  <Value>(parse: (text: string) => Value) =>
  (text: string): Value | undefined =>
    text === '' ? undefined : parse(text);

export const asInteger =
  (minimum: number, maximum: number) =>
  (text: string): number => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= minimum && value <= maximum)) {
      throw new SettingProblem(`must be a whole number from ${minimum} to ${maximum}`);
    }
    return value;
  };

export const asPort = asInteger(0, 65_535);

export const asSeconds =
  (minimum: number, maximum: number) =>
  (text: string): number => {
    const value = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= minimum && value <= maximum)) {
      throw new SettingProblem(`must be a number of seconds from ${minimum} to ${maximum}`);
    }
    return Math.round(value * 1000);
  };

export const asChoice =
  <const Choices extends readonly string[]>(...choices: Choices) =>
  (text: string): Choices[number] => {
    if (!choices.includes(text)) throw new SettingProblem(`must be one of ${choices.join(', ')}`);
    return text;
  };

export const asUrl =
  (...protocols: string[]) =>
  (text: string): URL => {
    const begins = protocols.map((name) => `${name}//`);
    if (!begins.some((begin) => text.toLowerCase().startsWith(begin))) {
      throw new SettingProblem(`must be a URL that starts with ${begins.join(' or ')}`);
    }
    const url = URL.parse(text);
    if (url === null) throw new SettingProblem(ENCODED);
    return url;
  };

const ENCODED =
  'must be a URL with its user and password percent-encoded (/ as %2F, @ as %40, # as %23, ? as %3F), and with a port that is a number';

/** An address that people sign in with. What a password does to an address that it is not encoded in is told, and never the password. */
export const asServerUrl =
  (...protocols: string[]) =>
  (text: string): URL => {
    const url = asUrl(...protocols)(text);
    // what stands before an @ was meant as a password, and ended at the first character with a meaning
    const ends = [url.pathname, url.search, url.hash];
    if (ends.some((end) => end.includes('@')) || !isDecodable(url.username) || !isDecodable(url.password)) {
      throw new SettingProblem(ENCODED);
    }
    return url;
  };

/** A web address without credentials: nothing of ours would send them, and they would be shown where addresses are. */
export const asWorkspace = (text: string): WorkspaceId => {
  const id = WorkspaceId.safeParse(text.toLowerCase());
  if (!id.success) throw new SettingProblem('must be the id of a workspace, as the list of workspaces shows it');
  return id.data;
};

export const asWebUrl = (text: string): URL => {
  const url = asUrl('http:', 'https:')(text);
  if (url.username !== '' || url.password !== '')
    throw new SettingProblem('must be a URL without a user or a password');
  return url;
};

/** Scheme, host and port. A path in front of ours would have to be known by every link and route. */
export const asOrigin = (text: string): URL => {
  const url = asWebUrl(text);
  if (url.pathname !== '/' || /[?#]/.test(text))
    throw new SettingProblem(
      'must be a URL without a path, a query or a fragment: Holdfast answers at the root of its host',
    );
  return url;
};

/** A mail server: `smtps://user:password@mail.example.com`. */
export const asSmtpUrl = (text: string): URL => {
  const url = asServerUrl('smtp:', 'smtps:')(text);
  if (url.hostname === '') throw new SettingProblem('must name the host of the mail server');
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '')
    throw new SettingProblem('must end after the host and port of the mail server');
  return url;
};

const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

export const asMailbox = (text: string): Mailbox => {
  const mailbox = parseMailbox(text);
  if (mailbox === undefined)
    throw new SettingProblem('must be a mail address, or a name and an address: Holdfast <holdfast@example.com>');
  return mailbox;
};

/** Names or networks, each with its port: `api.internal:8080, 10.0.0.0/8:443, [::1]:80`. */
export const asOutboundTargets = (text: string): readonly Allowed[] =>
  listOf(text).map((target) => {
    const allowed = parseAllowed(target);
    if (allowed !== undefined) return allowed;
    throw new SettingProblem(objectionToAllowed(target), { isWhole: true });
  });

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Addresses and networks, separated by commas: `10.0.0.0/8, ::1`. */
export const asNetworks = (text: string): readonly string[] => {
  const networks = listOf(text);
  for (const network of networks) {
    if (!isNetwork(network))
      throw new SettingProblem(`must be addresses or networks separated by commas, and ${network} is none`, {
        isWhole: true,
      });
  }
  return networks;
};

const isNetwork = (text: string): boolean => {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  if (prefix === undefined) return true;
  if (!/^\d{1,3}$/.test(prefix)) return false;
  try {
    new BlockList().addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
};
