import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** A place that the operator lets requests go to although it is not public: a name or a network, and a port. */
export type Allowed = { readonly port: number } & (
  | { readonly host: string; readonly network?: never }
  | { readonly network: Network; readonly host?: never }
);

const ENTRY = /^(?:\[(?<six>[^\]]+)\]|(?<other>[^:]+)):(?<port>\d{1,5})$/;
const NAME = /^[a-z0-9_]([a-z0-9_.-]{0,252}[a-z0-9_])?$/;

/** `api.internal:8080`, `10.1.0.0/16:443`, `[fd00::/8]:443`. Undefined for anything else. */
export const parseAllowed = (text: string): Allowed | undefined => {
  const { six, other, port: digits } = ENTRY.exec(text.toLowerCase())?.groups ?? {};
  const port = Number(digits);
  const place = six ?? other;
  if (place === undefined || !(port >= 1 && port <= 65_535)) return undefined;
  const network = networkOf(place);
  if (network !== undefined)
    return (network[0].kind() === 'ipv6') === (six !== undefined) ? { network, port } : undefined;
  // a name whose last part is a number is an address that was mistyped
  if (six !== undefined || !NAME.test(place) || /(^|\.)\d+$/.test(place)) return undefined;
  return { host: place, port };
};

const networkOf = (text: string): Network | undefined => {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  if (family === 0 || address.includes('%') || more.length > 0) return undefined;
  if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= most)) return undefined;
  return [ipaddr.parse(address), prefix === undefined ? most : Number(prefix)];
};

export const namesHost = (allowed: readonly Allowed[], host: string, port: number): boolean =>
  allowed.some((one) => one.port === port && one.host === host);

export const namesAddress = (allowed: readonly Allowed[], text: string, port: number): boolean => {
  if (isIP(text) === 0 || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  return allowed.some(
    (one) =>
      one.port === port &&
      one.network !== undefined &&
      one.network[0].kind() === address.kind() &&
      address.match(one.network[0], one.network[1]),
  );
};
