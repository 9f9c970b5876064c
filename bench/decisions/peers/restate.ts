import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../../../packages/proving/src/lab/free-port.ts';
import { openLine, requestOf, type LineAnswer } from '../../../packages/proving/src/line.ts';
import { startProcess } from '../../traces/peers/process.ts';
import { inLanes } from '../in-lanes.ts';
import { nowMs } from '../now.ts';
import type { Side } from '../sides/side.ts';
import { startScript } from '../start-script.ts';

interface Restate {
  readonly ingress: URL;
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/** Its server at its defaults but for folders and ports, and a process of workflows beside it. */
export const startRestate = async (
  installed: string,
  folder: string,
  tool: string,
): Promise<Side & { stop(): Promise<void> }> => {
  const { ingress: url, pids, stop } = await start(installed, folder, tool);
  const post = (path: string): Buffer => requestOf('POST', new URL(path, url), {}, '{}');
  const begin = (id: string): Buffer => post(`/approval/${id}/run/send`);
  return {
    url,
    pids,
    stop,
    submit: () => begin(randomUUID()),
    waiting: (count) =>
      inLanes(
        count,
        () => openLine(url),
        async (line) => {
          const id = randomUUID();
          expectOk(await line.ask(begin(id)));
          return id;
        },
      ),
    lane() {
      const [waiter, decider] = [openLine(url), openLine(url)];
      return {
        async resume(id) {
          const ended = waiter.ask(requestOf('GET', new URL(`/restate/workflow/approval/${id}/attach`, url), {}));
          const clicked = nowMs();
          expectOk(await decider.ask(post(`/approval/${id}/approve`)));
          expectOk(await ended);
          return clicked;
        },
        close() {
          waiter.close();
          decider.close();
        },
      };
    },
  };
};

const start = async (installed: string, folder: string, tool: string): Promise<Restate> => {
  const [ingress, admin, node] = [await freePort(), await freePort(), await freePort()];
  const server = await startProcess({
    command: join(installed, 'node_modules/@restatedev/restate-server-linux-x64/bin/restate-server'),
    args: ['--base-dir', join(folder, 'data'), '--no-logo'],
    folder,
    env: {
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
      RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
      RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${node}`,
      RESTATE_DISABLE_TELEMETRY: 'true',
    },
    ready: `http://127.0.0.1:${admin}/health`,
  });
  const service = await startScript('restate-service.ts', [installed, tool]);
  await register(`http://127.0.0.1:${admin}`, service.url);
  return {
    ingress: new URL(`http://127.0.0.1:${ingress}`),
    pids: [server.pid, service.pid],
    async stop() {
      await service.stop();
      await server.kill();
    },
  };
};

const register = async (admin: string, uri: string): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${admin}/deployments`, { method: 'POST', headers, body: JSON.stringify({ uri }) });
  if (!answer.ok) throw new Error(`Restate answered ${answer.status}: ${await answer.text()}`);
};

const expectOk = ({ status, body }: LineAnswer): void => {
  if (status !== 200 && status !== 202) throw new Error(`Restate answered ${status}: ${body.toString()}`);
};
