import { randomUUID } from 'node:crypto';
import { openLine, requestOf } from '../../../packages/proving/src/line.ts';
import { inLanes } from '../in-lanes.ts';
import { nowMs } from '../now.ts';
import type { Side } from '../sides/side.ts';
import { startScript } from '../start-script.ts';

/** A library: its workflows, and an HTTP server that starts and approves them, are one process. */
export const startDbos = async (
  installed: string,
  database: string,
  tool: string,
): Promise<Side & { stop(): Promise<void> }> => {
  const script = await startScript<{ recorded: string }>('dbos-service.ts', [installed, database, tool]);
  const url = new URL(script.url);
  const recorded = new Map<string, () => void>();
  script.onMessage(({ recorded: id }) => recorded.get(id)?.());
  const post = (path: string): Buffer => requestOf('POST', new URL(path, url), {}, '{}');
  return {
    url,
    pids: [script.pid],
    stop: script.stop,
    submit: () => post(`/run/${randomUUID()}`),
    waiting: (count) =>
      inLanes(
        count,
        () => openLine(url),
        async (line) => {
          const id = randomUUID();
          const { status } = await line.ask(post(`/run/${id}`));
          if (status !== 200) throw new Error(`DBOS answered ${status}`);
          return id;
        },
      ),
    lane() {
      const line = openLine(url);
      return {
        async resume(id) {
          const { promise, resolve } = Promise.withResolvers<void>();
          recorded.set(id, resolve);
          const clicked = nowMs();
          const { status } = await line.ask(post(`/approve/${id}`));
          if (status !== 200) throw new Error(`DBOS answered ${status}`);
          await promise;
          recorded.delete(id);
          return clicked;
        },
        close: line.close,
      };
    },
  };
};
