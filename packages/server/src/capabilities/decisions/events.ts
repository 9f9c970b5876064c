import {
  DECISION_STATUSES,
  DECIDED_HOW,
  Kind,
  STEPS,
  VERDICTS,
  type Step,
} from '@holdfast/protocol/decisions/decision';
import { DecisionId } from '@holdfast/protocol/decisions/ids';
import { z } from 'zod';
import { defineEvent, starts, type EventDefinition, type Happened } from '../../platform/outbox/define-event.ts';
import type { StoredDecision } from './store/decisions.ts';
import { tellOfDecision } from './telling/tell-job.ts';

/** What receivers of webhooks hear: enough to know whether it is for them, and by what to read the rest. */
const Told = z.strictObject({
  decision_id: DecisionId,
  kind: Kind,
  title: z.string(),
  status: z.enum(DECISION_STATUSES),
  step: z.enum(STEPS),
  verdict: z.enum(VERDICTS).nullable(),
  how: z.enum(DECIDED_HOW).nullable(),
  reason: z.string().nullable(),
  option: z.string().nullable(),
  level: z.int(),
  revision: z.int(),
  arguments_sha256: z.string(),
  version: z.int(),
});

type Told = z.infer<typeof Told>;

const about = (type: string): EventDefinition<Told> => defineEvent({ type, kind: 'decision', data: Told });

/** The same, of which members are told besides. */
const toldToMembers = (type: string): EventDefinition<Told> => ({
  ...about(type),
  starts: [
    starts(tellOfDecision, ({ id, data: { decision_id, step, level, version } }: Happened<Told>) => ({
      event_id: id,
      decision_id,
      step,
      level,
      version,
    })),
  ],
});

const SUBMITTED = toldToMembers('decision.submitted');
/** What whoever asked waits for. */
export const OUTCOME_EVENT = 'decision.decided';
const DECIDED = toldToMembers(OUTCOME_EVENT);
const MOVED = toldToMembers('decision.moved');
const EXECUTED = about('decision.executed');

type StepName = Step['step'];

/** Who has it at the moment is nothing to tell the world of. */
const EVENT_OF: Readonly<Record<StepName, EventDefinition<Told> | undefined>> = {
  submitted: SUBMITTED,
  claimed: undefined,
  released: undefined,
  approval_given: undefined,
  approved: DECIDED,
  rejected: DECIDED,
  expired: DECIDED,
  cancelled: DECIDED,
  escalated: MOVED,
  returned: MOVED,
  answered: MOVED,
  revised: MOVED,
  delegated: MOVED,
  execution_taken: undefined,
  executed: EXECUTED,
  execution_failed: EXECUTED,
};

export const eventOf = (step: StepName): EventDefinition<Told> | undefined => EVENT_OF[step];

export const toldOf = (now: StoredDecision, step: StepName): Told => ({
  decision_id: now.id,
  kind: now.kind,
  title: now.title,
  status: now.status,
  step,
  verdict: now.verdict,
  how: now.decided_how,
  reason: now.reason,
  option: now.option,
  level: now.level,
  revision: now.revision,
  arguments_sha256: now.arguments_sha256.toString('hex'),
  version: now.version,
});
