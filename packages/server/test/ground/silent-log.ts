import type { Log } from '../../src/platform/log/log.ts';

/** For tests that are not about the log. */
export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLog,
};
