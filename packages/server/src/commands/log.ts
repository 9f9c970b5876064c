import type { Config } from '../config/settings.ts';
import { createLineWriter, standardOutput } from '../platform/log/line-writer.ts';
import { createLog, type Log } from '../platform/log/log.ts';

/** The log of a process, on its standard output. */
export const logOf = ({ HOLDFAST_LOG_LEVEL: level, HOLDFAST_LOG_FORMAT: format }: Config): Log =>
  createLog({
    level,
    readable:
      format === 'readable' || (format === 'auto' && process.stdout.isTTY)
        ? { coloured: process.stdout.isTTY && process.stdout.hasColors() }
        : undefined,
    stream: createLineWriter(standardOutput()),
  });
