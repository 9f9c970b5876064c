import { join } from 'node:path';
import type { KeyHolder } from '../identity/space.ts';
import { startChild } from '../lab/child.ts';
import { createLogBook } from '../lab/log-book.ts';
import { signalProcess } from '../lab/processes.ts';
import { ROOT } from '../lab/repository.ts';
import { within } from '../lab/wait.ts';
import { expectSame, expectThat } from '../oracles/expect-that.ts';

const FILE = join(ROOT, 'samples/threat-response/main.ts');
const ENDS_WITHIN_MS = 60_000;

/** The sample as anybody runs it: a process of its own. */
export interface RunningSample {
  /** It ends by itself, having done what was to be done. */
  expectEnd(): Promise<void>;
  kill(): Promise<void>;
  /** For the lab: whatever is left of it goes. */
  close(): Promise<void>;
}

export const startSample = async (key: KeyHolder, options: readonly string[]): Promise<RunningSample> => {
  const logs = createLogBook();
  const argv = ['--url', key.place.url, ...options];
  const child = await startChild({ file: FILE, start: [], migrate: [] }, argv, { HOLDFAST_KEY: key.token }, logs);
  const kill = async (): Promise<void> => {
    if (!child.hasExited()) signalProcess(child.pid, 'SIGKILL');
    await child.exited;
  };
  return {
    kill,
    close: kill,
    async expectEnd() {
      const { code, signal } = await within('the sample to end', ENDS_WITHIN_MS, child.exited);
      const said = logs.tail(30);
      expectThat(code === 0, 'the sample ends in order', { code, signal, said });
      expectSame(said.includes(key.token), false, 'it does not say its key');
    },
  };
};
