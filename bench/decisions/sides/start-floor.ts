import { A_REFUND } from '../../../packages/proving/src/decisions/house.ts';
import { openLine, parsed, requestOf } from '../../../packages/proving/src/line.ts';
import { inLanes } from '../in-lanes.ts';
import { nowMs } from '../now.ts';
import { startScript } from '../start-script.ts';
import type { Side } from './side.ts';

export const startFloor = async (database: string, tool: string): Promise<Side & { stop(): Promise<void> }> => {
  const script = await startScript<{ recorded: string }>('floor.ts', [database, tool]);
  const url = new URL('/decisions', script.url);
  const submit = requestOf('POST', url, {}, JSON.stringify(A_REFUND));
  const recorded = new Map<string, () => void>();
  script.onMessage(({ recorded: id }) => recorded.get(id)?.());
  return {
    url,
    pids: [script.pid],
    stop: script.stop,
    submit: () => submit,
    waiting: (count) =>
      inLanes(
        count,
        () => openLine(url),
        async (line) => parsed<{ id: string }>(await line.ask(submit)).id,
      ),
    lane() {
      const line = openLine(url);
      return {
        async resume(id) {
          const { promise, resolve } = Promise.withResolvers<void>();
          recorded.set(id, resolve);
          const clicked = nowMs();
          const { status } = await line.ask(requestOf('POST', new URL(`/decisions/${id}/approve`, url), {}, '{}'));
          if (status !== 200) throw new Error(`The floor answered ${status}`);
          await promise;
          recorded.delete(id);
          return clicked;
        },
        close: line.close,
      };
    },
  };
};
