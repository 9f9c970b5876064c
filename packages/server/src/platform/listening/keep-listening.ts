import type { PartHealth } from '@holdfast/protocol/process/readiness';
import type { AddressInfo, Server } from 'node:net';
import { codeOf } from '../files/system-error.ts';
import { listenRefusal } from '../http/listen-refusal.ts';
import { OK } from '../lifecycle/health.ts';

/** A port that the node can do without for a while: while it cannot be had it is asked for again and again. */
export interface KeptPort {
  /** Where it is, while it is. */
  readonly url: string | undefined;
  health(): PartHealth;
  close(): void;
}

export interface KeptPortParts {
  readonly server: Server;
  readonly host: string;
  readonly port: number;
  /** By which setting another port is chosen. */
  readonly setting: string;
  /** What is lost meanwhile, as a sentence. */
  readonly meanwhile: string;
  readonly tryEveryMs: number;
  readonly onOpen: (url: string) => void;
}

/** Tries at once and waits for the outcome, good or bad. What the server loses later it gets back in the same way. */
export const keepListening = async (parts: KeptPortParts): Promise<KeptPort> => {
  const { server, host, port, tryEveryMs, onOpen } = parts;
  const tried = Promise.withResolvers<void>();
  let url: string | undefined;
  let problem: Error | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const listen = (): void => void server.listen({ host, port, exclusive: true });
  const again = (): void => {
    url = undefined;
    tried.resolve();
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(listen, tryEveryMs).unref();
  };
  server.on('listening', () => {
    problem = undefined;
    // it listens on a port, so it has one
    url = urlOf(server.address() as AddressInfo);
    onOpen(url);
    tried.resolve();
  });
  server.on('error', (error) => {
    problem = error;
    again();
  });
  server.on('close', again);
  listen();
  await tried.promise;

  return {
    get url() {
      return url;
    },
    health: () => (url === undefined ? { status: 'degraded', detail: whyNot(parts, problem) } : OK),
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
};

const urlOf = ({ address, family, port }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

const whyNot = ({ host, port, setting, meanwhile }: KeptPortParts, problem: Error | undefined): string => {
  const code = codeOf(problem);
  const why =
    listenRefusal(problem, host, port, setting)?.message ??
    `Nothing can listen on port ${port} at ${host}${code === undefined ? '' : ` (${code})`}. Look at ${setting}.`;
  return `${why} ${meanwhile} It is tried again every few seconds.`;
};
