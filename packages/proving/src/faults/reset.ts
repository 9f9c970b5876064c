import type { Fault } from './fault.ts';

/** Connections end in a RST, the old ones now and the new ones as soon as they are made. */
export const reset = (): Fault => ({
  name: 'reset',
  newcomers: 'reset',
  strike: (link) => link.reset(),
});
