import { pino, type DestinationStream } from 'pino';
import type { Config } from '../config/settings.ts';
import { createLog, type Log } from '../platform/log/log.ts';

/** The process’s log on standard output, flushed line by line: what was logged before a crash is there. */
export const logOf = ({ HOLDFAST_LOG_LEVEL: level, HOLDFAST_LOG_FORMAT: format }: Config): Log =>
  createLog({
    level,
    readable: format === 'readable' || (format === 'auto' && process.stdout.isTTY),
    stream: standardOutput(),
  });

/** Whoever read the log may go away: the node goes on without it. */
const standardOutput = (): DestinationStream => {
  const stream = pino.destination({ dest: 1, sync: true });
  stream.on('error', () => {});
  return stream;
};
