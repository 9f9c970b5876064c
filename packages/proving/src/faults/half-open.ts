import type { Fault } from './fault.ts';

/**
 * The server forgot the connections it had and the clients were not told, as after a power cut or a lost NAT entry.
 * New connections are good; the old ones stay dead when the fault is healed.
 */
export const halfOpen = (): Fault => ({
  name: 'half open',
  strike: (link) => link.forgetServer(),
});
