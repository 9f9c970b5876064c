import type { Platform } from '../../src/platform.ts';
import type { Overrides } from '../../src/overrides.ts';
import { sql } from 'kysely';
import { PROBE_CONTRACTS } from './contracts.ts';
import { EPHEMERAL_CONTRACTS } from './ephemeral-contracts.ts';
import { ephemeralEndpoints } from './ephemeral-routes.ts';
import { PROBE_JOB_CONTRACTS } from './job-contracts.ts';
import { probeJobEndpoints } from './job-routes.ts';
import { probeHandlers } from './jobs.ts';
import { PROBE_OUTBOX_CONTRACTS } from './outbox-contracts.ts';
import { probeOutboxEndpoints } from './outbox-routes.ts';
import { probeWebhooks } from './outbox-store.ts';
import { believeEverybody } from './principals.ts';
import { probeEndpoints } from './routes.ts';
import { PROBE_TOPICS } from './topics.ts';
import { probeSocket } from './socket.ts';
import { createShiftedClock } from './shifted-clock.ts';

export interface ProbeOverrides extends Overrides {
  /** Moves the clocks of the process and of its database together. */
  shiftClocks(milliseconds: number): Promise<void>;
}

/** What makes a shipped process into one that tests can play with. */
export const probeOverrides = (): ProbeOverrides => {
  const { clock, shiftTo } = createShiftedClock();
  let platform: Platform | undefined;
  return {
    clock,
    authenticate: believeEverybody,
    migrations: [{ owner: 'probe', folder: new URL('./migrations/', import.meta.url) }],
    contracts: [...PROBE_CONTRACTS, ...EPHEMERAL_CONTRACTS, ...PROBE_JOB_CONTRACTS, ...PROBE_OUTBOX_CONTRACTS],
    webhooks: { targets: probeWebhooks, tries: { pausesMs: [100, 200, 400, 800], longestMs: 3_600_000 } },
    jobs: () => ({ handlers: probeHandlers }),
    endpoints: (given) => {
      platform = given;
      return [
        ...probeEndpoints(given),
        ...ephemeralEndpoints(given.ephemeral),
        ...probeJobEndpoints(given.jobs),
        ...probeOutboxEndpoints(given),
      ];
    },
    sockets: () => [probeSocket],
    topics: PROBE_TOPICS,
    async shiftClocks(milliseconds) {
      await platform?.database
        .forInstance()
        .write((tx) => tx.run(sql`select setval('probe.clock_shift_ms', ${milliseconds}, false)`));
      shiftTo(milliseconds);
    },
  };
};
