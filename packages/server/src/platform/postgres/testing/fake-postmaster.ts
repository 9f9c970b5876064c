import type { Postmaster, StopSignal } from '../postmaster.ts';

export interface FakePostmaster extends Postmaster {
  readonly signals: readonly StopSignal[];
  end(reason: string): void;
}

/** Obeys the signal it is told to, and no gentler one. */
export function fakePostmaster({
  pid = 1,
  obeys = 'SIGINT',
}: { pid?: number; obeys?: StopSignal } = {}): FakePostmaster {
  const { promise: gone, resolve } = Promise.withResolvers<string>();
  const signals: StopSignal[] = [];
  return {
    pid,
    port: 5000,
    adopted: false,
    gone,
    signals,
    async signal(name) {
      signals.push(name);
      if (name === obeys) resolve(`it was ended by ${name}`);
    },
    output: async () => '',
    end: resolve,
  };
}
