import { pause } from '../../../../platform/clock/pause.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Log } from '../../../../platform/log/log.ts';
import { currentSpace } from '../../embedding/store/spaces.ts';
import type { Indexes } from './indexes.ts';
import { readMoment } from './store.ts';

export interface KeepUpParts {
  readonly database: Database;
  readonly indexes: Indexes;
  readonly log: Log;
}

const EVERY_MS = 1_000;

/** What was asked lately is asked again: it follows while an import runs, so that the next question need not wait for all of it. */
export const keepUp = (parts: KeepUpParts): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const running = goOn(parts, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
};

const goOn = async ({ database, indexes, log }: KeepUpParts, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    // it is over when it is stopped
    await pause(EVERY_MS, signal).catch(() => {});
    indexes.giveUpIdle();
    for (const workspace of indexes.askedLately()) {
      if (signal.aborted) return;
      try {
        const db = database.forWorkspace(workspace, signal);
        const [moment, space] = await db.read((tx) => Promise.all([readMoment(tx), currentSpace(tx)]));
        await indexes.keepUp(workspace, moment, space);
      } catch (error) {
        // whoever asks is told; here it is tried again in a second
        log.debug({ error }, 'An index does not follow.');
      }
    }
  }
};
