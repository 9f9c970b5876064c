import { pino, type DestinationStream, type Logger } from 'pino';
import { systemClock } from '../clock/clock.ts';
import type { LogFields } from './log-fields.ts';
import { redact } from './redact.ts';
import { readableLines } from './readable.ts';

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
  /** For people rather than for programs. */
  readonly readable: { readonly coloured: boolean } | undefined;
  readonly stream: DestinationStream;
}

export const createLog = ({ level, readable, stream }: LogOptions): Log =>
  logOver(
    pino(
      {
        level,
        base: null,
        messageKey: 'message',
        timestamp: () => `,"time":"${new Date(systemClock.now()).toISOString()}"`,
        formatters: { level: (label) => ({ level: label }), log: redact },
      },
      readable === undefined ? stream : readableLines(stream, readable.coloured),
    ),
  );

/** The writer formats lines, and leaves what a child carries to us. */
const logOver = (writer: Logger): Log => ({
  debug: (fields, message) => writer.debug(fields, message),
  info: (fields, message) => writer.info(fields, message),
  warn: (fields, message) => writer.warn(fields, message),
  error: (fields, message) => writer.error(fields, message),
  child: (fields) => logOver(writer.child(redact(fields))),
});
