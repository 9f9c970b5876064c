import { pino, type DestinationStream } from 'pino';
import { REDACTED_PATHS } from './redact.ts';
import { readableLines } from './readable.ts';

export type LogFields = Readonly<Record<string, unknown>>;

/** A line is an event: fields first, then one sentence. */
export interface Log {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** A log whose lines all carry these fields. */
  child(fields: LogFields): Log;
}

export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly readable: boolean;
  readonly stream: DestinationStream;
}

export const createLog = ({ level, readable, stream }: LogOptions): Log =>
  pino(
    {
      level,
      base: null,
      messageKey: 'message',
      errorKey: 'error',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
    },
    readable ? readableLines(stream) : stream,
  );
