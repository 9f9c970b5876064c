import { createLog, type Log } from '../log.ts';

/** A log whose lines can be looked at. */
export const captureLog = ({ level = 'debug' as 'debug' | 'info' | 'warn' | 'error', readable = false } = {}): { readonly log: Log; readonly lines: string[] } => {
  const lines: string[] = [];
  return { log: createLog({ level, readable, stream: { write: (line) => void lines.push(line) } }), lines };
};
