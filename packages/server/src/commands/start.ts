import { startApp } from '../app.ts';
import { letHeapGrow } from '../platform/lifecycle/heap.ts';
import { listenForSignals } from '../platform/lifecycle/signals.ts';
import type { Log } from '../platform/log/log.ts';
import type { OtlpPorts } from '../open-otlp.ts';
import { EXIT, type Command } from './command.ts';
import { logOf } from './log.ts';

export const startCommand: Command = {
  summary: 'Start Holdfast and run until it is asked to stop.',
  usage: 'start [--http-port 4400] [--data FOLDER] [any other setting]',
  help: `Without settings it keeps everything in ./holdfast-data, with a PostgreSQL of its own, and listens on 127.0.0.1:4400.
Ctrl-C or SIGTERM drains: requests in flight finish, then everything stops. A second Ctrl-C does not wait.
After a crash, simply start again.`,
  run: async ({ settings: { config }, overrides, print }) => {
    const log = logOf(config);
    const signals = listenForSignals((signal) => leaveAtOnce(log, signal));
    const app = await startApp(config, log, overrides);
    letHeapGrow();
    // where programs read, the log has said it already, and each line of it is one they understand
    if (process.stdout.isTTY) print(welcome(config.HOLDFAST_PUBLIC_URL?.origin ?? app.url, app.setupToken, app.otlp));
    process.send?.({ type: 'ready', url: app.url });
    const inOrder = await app.stop(await signals.first);
    signals.release();
    return inOrder ? EXIT.fine : EXIT.failed;
  },
};

/** For a person at a terminal. The token is told here and in a file, and never in a log. */
export const welcome = (url: string, setupToken: string | undefined, otlp?: OtlpPorts): string => `
  Holdfast is ready: ${url}
  API: ${url}/docs   Health: ${url}/readyz   Stop: Ctrl-C
${otlp === undefined ? '' : spans(otlp)}${setupToken === undefined ? '' : setup(url, setupToken)}`;

const spans = ({ http, grpc }: OtlpPorts): string =>
  `  Spans: ${http ?? 'HTTP has no port of its own, see Health'}   gRPC: ${grpc ?? 'has no port, see Health'}\n`;

const setup = (url: string, token: string): string => `
  Nobody has set it up yet. Make the first account at ${url}/setup with this token:
  ${token}
`;

const leaveAtOnce = (log: Log, signal: NodeJS.Signals): never => {
  log.warn({ signal }, 'Asked a second time: leaving without waiting. The next start recovers by itself.');
  process.exit(EXIT.failed);
};
