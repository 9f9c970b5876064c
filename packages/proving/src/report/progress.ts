import type { Watcher } from '../run/run-all.ts';
import { inDigits, OUTCOME_WORDS } from './words.ts';

const CLEAR_LINE = '\r\u001b[2K';

/** A line when something ends; on a terminal one more, rewritten in place, that says what runs. */
export const createProgress = (out: NodeJS.WriteStream, total: number): Watcher => {
  const running = new Set<string>();
  let finished = 0;
  const live = out.isTTY;

  const showRunning = () => {
    if (!live) return;
    const width = out.columns;
    const status = `${finished}/${total}  running: ${[...running].join(', ')}`;
    out.write(`${CLEAR_LINE}${running.size === 0 ? '' : status.slice(0, width - 1)}`);
  };

  return {
    started(scenario) {
      running.add(scenario.id);
      showRunning();
    },
    finished({ scenario, outcome, milliseconds }) {
      running.delete(scenario.id);
      finished += 1;
      const word = OUTCOME_WORDS[outcome.kind].padEnd(10);
      out.write(`${live ? CLEAR_LINE : ''}${scenario.id}  ${word}  ${inDigits(milliseconds / 1000)} s\n`);
      showRunning();
    },
  };
};
