import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';

/** Bytes of an IPv6 address that belong to one household or machine: whoever has one has 2^64 of them. */
const NETWORK_BYTES = 8;

/** Whom an address stands for: itself in IPv4, its /64 in IPv6. A trusted proxy may have sent something that is no address. */
export const placeOf = (text: string): string => {
  const family = isIP(text);
  if (family === 4) return text;
  if (family === 0) return 'unreadable';
  const address = ipaddr.process(text.split('%')[0] ?? '');
  if (address.kind() === 'ipv4') return address.toString();
  return `${Buffer.from(address.toByteArray().slice(0, NETWORK_BYTES)).toString('hex')}/64`;
};
