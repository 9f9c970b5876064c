import { isIP } from 'node:net';
import type { Allowed } from './allowed.ts';
import { OutboundFailure } from './failure.ts';

/** Where a request goes, as it is vetted: the host in one spelling, the port always said. */
export interface Target {
  readonly origin: string;
  readonly protocol: 'http:' | 'https:';
  /** A name without its last dot, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** The only reader of addresses that others wrote. What it makes of one is what is connected to, so no two readings can differ. */
export const parseTarget = (text: string | URL): URL => {
  const url = URL.parse(text);
  if (url === null) throw refusal('This is not a URL. Give a whole one, with https:// in front.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refusal('Only https:// addresses are requested.');
  if (url.username !== '' || url.password !== '')
    throw refusal('A URL with a user or a password is not requested. Give credentials as a header.');
  return url;
};

export const targetOf = ({ origin, protocol, hostname, port }: URL): Target => ({
  origin,
  protocol: protocol === 'https:' ? 'https:' : 'http:',
  host: hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, ''),
  port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
});

/** Names that mean something on one machine or one network only, whatever a name server says to them. */
const NOT_PUBLIC =
  /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|lan|home|svc|home\.arpa|test|invalid|alt|onion)$/;

const LABELS = /^[^.]+(\.[^.]+)+$/;

export const isPublicName = (host: string): boolean =>
  isIP(host) !== 0 || (LABELS.test(host) && !NOT_PUBLIC.test(host));

/** Said before a name server is asked: nobody learns from us which private names exist. */
export const refuseUnlessPossible = (target: Target, allowed: readonly Allowed[]): void => {
  if (isPublicName(target.host) || allowed.some(({ port }) => port === target.port)) return;
  throw notPublic(target);
};

export const notPublic = ({ origin, host, port }: Target, cause?: unknown): OutboundFailure =>
  refusal(
    `${origin} is not on the public internet. An operator may allow it: HOLDFAST_OUTBOUND_ALLOW=${
      host.includes(':') ? `[${host}]` : host
    }:${port}.`,
    cause,
  );

const refusal = (sentence: string, cause?: unknown): OutboundFailure =>
  new OutboundFailure('refused', sentence, cause === undefined ? {} : { cause });
