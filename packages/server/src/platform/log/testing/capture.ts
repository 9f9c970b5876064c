import { createLog, type Log, type LogOptions } from '../log.ts';

/** A log whose lines can be looked at. */
export const captureLog = ({
  level = 'debug',
  readable = false,
}: { readonly level?: LogOptions['level']; readonly readable?: boolean } = {}): {
  readonly log: Log;
  readonly lines: string[];
} => {
  const lines: string[] = [];
  return {
    log: createLog({
      level,
      readable: readable ? { coloured: true } : undefined,
      stream: { write: (line) => void lines.push(line) },
    }),
    lines,
  };
};
