import type { Opening } from './opening.ts';
import type { Platform } from './platform.ts';
import { jitter } from './platform/crypto/random.ts';
import { gaugeOutbox } from './platform/outbox/gauges.ts';
import { startRelay } from './platform/outbox/relay.ts';
import { createOutboxTelemetry } from './platform/outbox/outbox-telemetry.ts';
import { createWake } from './platform/outbox/wake.ts';
import { keptTogether, type WebhookTargets } from './platform/outbox/webhooks/targets.ts';
import { TRIES } from './platform/outbox/webhooks/tries.ts';
import { startWebhooks } from './platform/outbox/webhooks/webhooks.ts';

/** Whoever receives may be sent the same again, so webhooks have a small part of the time for draining. */
const SHARE_OF_DRAINING = 0.25;
/** For handing back what was cut off. */
const FAREWELL_MS = 6000;

interface Telling {
  /** Whether this node tells, or only serves. */
  readonly tells: boolean;
  /** Those who keep targets of webhooks. */
  readonly keepers: readonly WebhookTargets[];
}

/** Begins to tell what is in the outbox, unless this node only serves. */
export const openOutbox = async (
  { config, lifecycle, overrides }: Opening,
  platform: Platform,
  { tells, keepers }: Telling,
): Promise<void> => {
  const { clock, ephemeral, metrics, database, nodes } = platform;
  gaugeOutbox(database.forInstance(), metrics);
  if (!tells) return;
  const brought = overrides.webhooks;
  const targets = keptTogether(brought === undefined ? keepers : [...keepers, brought.targets]);
  const tries = brought?.tries ?? TRIES;
  const parts = {
    ...platform,
    targets,
    wake: createWake(ephemeral.bus),
    outboxTelemetry: createOutboxTelemetry(platform),
  };
  const drainMs = config.HOLDFAST_DRAIN_TIMEOUT * SHARE_OF_DRAINING;
  await lifecycle.open(
    'webhooks',
    () => startWebhooks({ ...parts, node: nodes.self.id, tries, now: clock.now, jitter }),
    { close: (webhooks) => webhooks.drain(drainMs), withinMs: drainMs + FAREWELL_MS },
  );
  await lifecycle.open('outbox', () => startRelay(parts), { close: (relay) => relay.close() });
};
