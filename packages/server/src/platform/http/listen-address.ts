import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

/** What a name means on this machine. */
export type LookUp = (name: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export const lookUp: LookUp = (name) => lookup(name, { all: true });

/**
 * The one address to listen on. Given a name with several, Fastify would open a server for each, and the limits, the watch over
 * connections and the drain would know only the first.
 */
export const listenAddressOf = async (host: string, ask: LookUp): Promise<string> => {
  if (isIP(host) !== 0) return host;
  const found = await ask(host);
  return (found.find(({ family }) => family === 4) ?? found[0])?.address ?? host;
};
