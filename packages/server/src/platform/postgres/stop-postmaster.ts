import type { Postmaster, StopSignal } from './postmaster.ts';

/** Shares of the time: disconnect and write everything; end at once, to recover at the next start; be killed. */
const STEPS: readonly { readonly signal: StopSignal; readonly until: number }[] = [
  { signal: 'SIGINT', until: 0.7 },
  { signal: 'SIGQUIT', until: 0.9 },
  { signal: 'SIGKILL', until: 1 },
];

/** Ends it the kindest way that the time allows, and answers which way that was. */
export async function stopPostmaster(postmaster: Postmaster, withinMs: number): Promise<StopSignal> {
  const begun = performance.now();
  for (const { signal, until } of STEPS) {
    await postmaster.signal(signal);
    const left = begun + withinMs * until - performance.now();
    if (await isGoneWithin(postmaster, left)) return signal;
  }
  return 'SIGKILL';
}

async function isGoneWithin(postmaster: Postmaster, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([postmaster.gone.then(() => true), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
