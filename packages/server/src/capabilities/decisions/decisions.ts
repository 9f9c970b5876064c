import { decisionsTopic } from '@holdfast/protocol/decisions/decisions-topic';
import type { Capability } from '../../platform/capability.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Ephemeral } from '../../platform/ephemeral/ephemeral.ts';
import type { Live } from '../../platform/live/live.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';
import type { WebhookTargets } from '../../platform/outbox/webhooks/targets.ts';
import { callbackTargets } from './callback/callback.ts';
import { callbackRoutes } from './callback/routes.ts';
import { startTimekeeper } from './clock/timekeeper.ts';
import { forgetting } from './forgetting/forgetting.ts';
import type { DecisionsParts } from './parts.ts';
import { decisionRoutes } from './routes.ts';
import { alsoRules } from './ruling/names.ts';
import { rulingRoutes } from './ruling/routes.ts';
import { keepTasks } from './tasks/keep-tasks.ts';
import { DECISION_TOOLS } from './tasks/tools.ts';
import { createNoteStep } from './telemetry.ts';
import { tellsOfDecisions, type TellingParts } from './telling/tell.ts';
import { createBell } from './waiting/bell.ts';

export interface DecisionsOptions extends Omit<DecisionsParts, 'onChanged' | 'noteStep'>, TellingParts {
  readonly ephemeral: Pick<Ephemeral, 'bus'>;
  readonly live: Live;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether this node does what time does by itself. */
  readonly keepsTime: boolean;
  /** Days after they were decided; 0 for always. */
  readonly keptDays: number;
}

export interface Decisions extends Capability {
  /** For the outbox, which tells askers. */
  readonly targets: WebhookTargets;
  close(): Promise<void>;
}

/** What waits for a human: asking, deciding, waiting for the answer, and reporting what came of it. */
export const createDecisions = (options: DecisionsOptions): Decisions => {
  const { ephemeral, live, keepsTime } = options;
  const bell = createBell(ephemeral.bus);
  const parts = {
    ...options,
    namesOf: alsoRules(options.namesOf),
    bell,
    noteStep: createNoteStep(options),
    onChanged: ((workspace, data) => {
      bell.ring(workspace, data);
      void live.publish(workspace, decisionsTopic, { event: 'changed', data });
    }) satisfies DecisionsParts['onChanged'],
  };
  const timekeeper = keepsTime ? startTimekeeper(parts) : undefined;
  const forgets = forgetting(options.keptDays);
  return {
    endpoints: [...decisionRoutes(parts), ...rulingRoutes(parts), ...callbackRoutes(parts)],
    tools: DECISION_TOOLS,
    tasks: keepTasks(parts),
    work: { handlers: [...forgets.handlers, tellsOfDecisions(parts)], schedules: forgets.schedules },
    targets: callbackTargets(parts),
    async close() {
      await timekeeper?.close();
      bell.close();
    },
  };
};
