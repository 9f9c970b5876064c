import type { Config } from './config/settings.ts';
import type { Overrides } from './overrides.ts';
import type { Lifecycle } from './platform/lifecycle/lifecycle.ts';
import type { Log } from './platform/log/log.ts';

/** What everything that is opened at the start is given. */
export interface Opening {
  readonly config: Config;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
  readonly overrides: Overrides;
}
