import { openLine, type LineAnswer } from '../../../packages/proving/src/line.ts';
import { inLanes } from '../in-lanes.ts';
import { nowMs } from '../now.ts';
import { startScript } from '../start-script.ts';
import type { Side } from './side.ts';

/** A script of this folder that calls the tool by itself, and says which decision it has recorded. */
export interface RecordingScript {
  readonly name: string;
  readonly argv: readonly string[];
  readonly requests: (url: URL) => Pick<Side, 'submit'> & {
    /** Makes one that waits, and gives its id. */
    readonly begin: (ask: (request: Buffer) => Promise<LineAnswer>) => Promise<string>;
    readonly approve: (id: string) => Buffer;
  };
}

export const startRecordingSide = async ({
  name,
  argv,
  requests,
}: RecordingScript): Promise<Side & { stop(): Promise<void> }> => {
  const script = await startScript<{ recorded: string }>(name, argv);
  const url = new URL(script.url);
  const { submit, begin, approve } = requests(url);
  const recorded = new Map<string, () => void>();
  script.onMessage(({ recorded: id }) => recorded.get(id)?.());
  return {
    url,
    pids: [script.pid],
    stop: script.stop,
    submit,
    waiting: (count) =>
      inLanes(
        count,
        () => openLine(url),
        (line) => begin(async (request) => expectOk(name, await line.ask(request))),
      ),
    lane() {
      const line = openLine(url);
      return {
        async resume(id) {
          const { promise, resolve } = Promise.withResolvers<void>();
          recorded.set(id, resolve);
          const clicked = nowMs();
          expectOk(name, await line.ask(approve(id)));
          await promise;
          recorded.delete(id);
          return clicked;
        },
        close: line.close,
      };
    },
  };
};

/** A figure with failures in it is worth nothing: the run ends. */
const expectOk = (name: string, answer: LineAnswer): LineAnswer => {
  if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}`);
  return answer;
};
