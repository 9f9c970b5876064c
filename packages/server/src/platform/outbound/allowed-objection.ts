import { isIP } from 'node:net';

const EXAMPLE = 'crm.internal:443';

/** The end of a sentence about an entry that `parseAllowed` does not understand: what it lacks, and how it is written. */
export const objectionToAllowed = (text: string): string => {
  // may hold a password, and is not repeated
  if (/@|:\/\//.test(text)) return `must name hosts and not URLs: write the host and its port alone, as in ${EXAMPLE}`;
  if (text.includes('*')) return `must name each host by itself, as in ${EXAMPLE}: ${text} holds a wildcard`;
  const { place = text, port } = /^(?<place>.*):(?<port>[^:\]]*)$/.exec(text)?.groups ?? {};
  if (isIP(text) === 6 || (place.includes(':') && !place.startsWith('['))) {
    return `must write IPv6 in brackets with a port after them, as in [fd00::1]:443: ${text} is not so written`;
  }
  const address = place.replace(/^\[|\]$/g, '');
  const [host = '', prefix] = address.split('/');
  if (isIP(host) !== 0 && prefix !== undefined && !isPrefix(prefix, host)) {
    return `must name networks with a prefix from /0 to /${mostOf(host)}: ${text} has another`;
  }
  if (port === undefined || port === '')
    return `must name a port with each place: ${text} lacks one, as in ${place}:443`;
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    return `must name ports from 1 to 65535: ${text} has another`;
  }
  return `must name hosts or networks with their port, as in ${EXAMPLE}: ${text} is neither`;
};

const mostOf = (address: string): number => (isIP(address) === 4 ? 32 : 128);

const isPrefix = (text: string, address: string): boolean => /^\d{1,3}$/.test(text) && Number(text) <= mostOf(address);
