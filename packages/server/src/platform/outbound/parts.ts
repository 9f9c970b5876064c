import type { ConnectionOptions } from 'node:tls';
import type { Dispatcher } from 'undici';
import type { Clock } from '../clock/clock.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Allowed } from './allowed.ts';
import type { Resolve } from './resolve.ts';

export interface OutboundParts {
  readonly allowed: readonly Allowed[];
  readonly resolve: Resolve;
  readonly ownAddresses: () => readonly string[];
  readonly telemetry: Pick<Telemetry, 'called'>;
  readonly clock: Clock;
  /** A factor around 1 for the pauses between repetitions. */
  readonly jitter: () => number;
  readonly connectMs?: number;
  readonly ca?: ConnectionOptions['ca'];
}

export interface ExchangeParts extends OutboundParts {
  readonly agents: { readonly strict: Dispatcher; readonly plain: Dispatcher };
}
