import type { Child } from './child.ts';

const CAP_MS = 5_000;

/** Asks the probe to move its clock, and waits until it has. */
export const shiftClock = (child: Child, ms: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the clock did not answer')), CAP_MS);
    child.onMessage((message) => {
      if ((message as { type?: string }).type !== 'clock-shifted') return;
      clearTimeout(late);
      resolve();
    });
    child.send({ type: 'shift-clock', ms });
  });
