import type { Config } from '../config/settings.ts';
import { createLineWriter, standardOutput } from '../platform/log/line-writer.ts';
import { createLog, type Log } from '../platform/log/log.ts';

const STANDARD_ERROR = 2;

/** For a command whose output is read by programs: only what goes wrong, where errors go. */
export const logToErrors = ({ HOLDFAST_LOG_LEVEL: level }: Config): Log =>
  createLog({
    level: level === 'error' ? 'error' : 'warn',
    readable: undefined,
    stream: createLineWriter(STANDARD_ERROR),
  });

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
