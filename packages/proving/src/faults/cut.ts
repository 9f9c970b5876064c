import type { Fault } from './fault.ts';

/** The server is gone and everybody is told: open connections end, new ones are refused. */
export const cut = (): Fault => ({
  name: 'cut',
  newcomers: 'refuse',
  strike: (link) => link.close(),
});
