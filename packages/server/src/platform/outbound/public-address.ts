import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';

/** All that is handed out to the internet so far. What lies outside is not public, whatever it will be called one day. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/** Looks like everybody's and answers with the secrets of an Azure machine. */
const AZURE_WIRE_SERVER = '168.63.129.16';

/**
 * Whether an address belongs to the public internet. Says no to whatever it cannot read, and to every form of IPv6
 * that carries an IPv4 address: mapped, compatible, translated, 6to4, Teredo.
 */
export const isPublicAddress = (text: string): boolean => {
  if (isIP(text) === 0 || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv6 ? address.match(GLOBAL_UNICAST) : address.toString() !== AZURE_WIRE_SERVER;
};
