import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** As the system resolves names, its hosts file included. */
export const resolveBySystem: Resolve = async (host) =>
  (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address);

/** Asked each time: addresses come and go while the process runs. */
export const addressesOfThisMachine = (): string[] =>
  Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address));
