import { z } from 'zod';
import { PrincipalId } from '../ids.ts';
import { JsonObject } from '../json.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { SpanId, TraceId } from '../traces/ids.ts';
import { Version } from '../version.ts';
import { DeliveryProgress } from '../webhooks/delivery-progress.ts';
import { DecisionId, DecisionRuleId } from './ids.ts';
import {
  LONGEST_DETAIL,
  LONGEST_EVIDENCE,
  LONGEST_KIND,
  LONGEST_REASON,
  LONGEST_TITLE,
  MOST_APPROVALS,
  MOST_DEADLINE,
  MOST_DIFFERENCES,
} from './limits.ts';

export const PRIORITIES = ['low', 'medium', 'high', 'critical'] as const;
export const OPEN_STATUSES = ['pending', 'returned'] as const;
export const FINAL_STATUSES = ['approved', 'rejected', 'expired', 'cancelled'] as const;
export const DECISION_STATUSES = [...OPEN_STATUSES, ...FINAL_STATUSES] as const;
export type DecisionStatus = (typeof DECISION_STATUSES)[number];

export const VERDICTS = ['approve', 'deny'] as const;
/** What the asker may do in the end. */
export const Verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof Verdict>;

export const DECIDED_HOW = ['person', 'deadline', 'rule', 'bypass', 'asker'] as const;
export const EXECUTION_STATUSES = ['waiting', 'taken', 'executed', 'failed'] as const;
export const DECIDER_ROLES = ['analyst', 'admin'] as const;
export type DeciderRole = (typeof DECIDER_ROLES)[number];

const notBlank = (value: string): boolean => value.trim() !== '';

export const Kind = z
  .string()
  .regex(/^[a-z][a-z0-9_.:-]*$/, { error: 'must be a name of a-z 0-9 _ . : -, a letter first' })
  .max(LONGEST_KIND)
  .describe('What kind of action this is, as rules and figures know it: `refund`, `host.isolate`.');

export const Title = text(LONGEST_TITLE, 1).refine(notBlank, { error: 'must not be blank' });
export const Reason = text(LONGEST_REASON, 1).refine(notBlank, { error: 'must not be blank' });
export const Priority = z.enum(PRIORITIES);
export type Priority = z.infer<typeof Priority>;

export const ArgumentsHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe(
    'SHA-256 of the arguments as canonical JSON (RFC 8785), in hexadecimal. What is approved is what has this hash.',
  );

/** Something that whoever decides should see, and where it came from. */
export const Evidence = z.strictObject({
  title: Title,
  content: text(LONGEST_EVIDENCE).describe('Shown as text, never as markup.'),
  origin: text(500, 1).describe('Where it came from, in words or as an address.'),
  trusted: z
    .boolean()
    .default(false)
    .describe('The asker vouches for it: it came from no document, page or message of somebody else.'),
  trace_id: TraceId.optional().describe('The trace in which it came up.'),
  span_id: SpanId.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** One of several ways to approve. */
export const Option = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_.:-]{1,100}$/, { error: 'must be 1 to 100 of A-Z a-z 0-9 _ . : -' }),
  title: Title,
});
export type Option = z.infer<typeof Option>;

/** Who may decide, and how long they have before it goes on to the next level. */
export const Level = z.strictObject({
  required_role: z.enum(DECIDER_ROLES),
  within_seconds: z
    .int()
    .min(1)
    .max(MOST_DEADLINE)
    .nullable()
    .default(null)
    .describe('After so long it goes on to the next level by itself. Null: it stays until its deadline.'),
});
export type Level = z.infer<typeof Level>;

export const DECISION_ACTOR_KINDS = ['member', 'key', 'rule', 'bypass', 'clock'] as const;

/** Whoever did something with a decision. */
export const DecisionActor = z.strictObject({
  kind: z.enum(DECISION_ACTOR_KINDS),
  id: PrincipalId.nullable().describe('Null for the clock.'),
  name: z
    .string()
    .nullable()
    .describe('Null when nobody of this id is known any more, and of a rule for whoever may not read rules.'),
});
export type DecisionActor = z.infer<typeof DecisionActor>;

export const Claim = z.strictObject({
  by: DecisionActor,
  until: Timestamp,
  delegated_by: DecisionActor.nullable().describe('Who handed it on, where somebody did.'),
});

export const Outcome = z.strictObject({
  verdict: Verdict.describe('What the asker may do now.'),
  how: z.enum(DECIDED_HOW).describe('`asker` took it back; an admin who takes it back from others is a `person`.'),
  by: DecisionActor,
  rule_version: Version.nullable().describe('Of the rule that decided: what it said then is in its history.'),
  reason: z.string().nullable(),
  option: z.string().nullable().describe('The id of the option that was chosen.'),
  at: Timestamp,
  edited: z
    .boolean()
    .describe('The arguments are not those that were asked for at first, by their hash: read them before acting.'),
});
export type Outcome = z.infer<typeof Outcome>;

export const Execution = z.strictObject({
  status: z.enum(EXECUTION_STATUSES),
  idempotency_key: z
    .string()
    .describe('To be sent with the action, whoever does it and however often, so that its effect is once.'),
  by: DecisionActor.nullable(),
  taken_until: Timestamp.nullable().describe('Until then nobody else may take it.'),
  detail: z.string().max(LONGEST_DETAIL).nullable(),
  ended_at: Timestamp.nullable(),
});
export type Execution = z.infer<typeof Execution>;

/** A decision as lists show it. */
export const DecisionSummary = z.strictObject({
  id: DecisionId,
  kind: Kind,
  title: Title,
  priority: Priority,
  status: z.enum(DECISION_STATUSES),
  asked_by: DecisionActor,
  agent: z.string().nullable().describe('What the asker calls itself.'),
  level: z.int().min(1).describe('Counts from one.'),
  levels: z.array(Level),
  required_role: z.enum(DECIDER_ROLES).describe('Of the present level.'),
  due_at: Timestamp.nullable().describe(
    'When the present level should have decided; then it goes on by itself to the next, where there is one.',
  ),
  deadline_at: Timestamp.describe('After that the default counts, by the clock of the database.'),
  default: Verdict.describe(
    'What counts when the deadline passes; what is returned to its asker then is denied. Other arguments make it deny.',
  ),
  quorum: z.int().min(1).max(MOST_APPROVALS),
  approvals: z.int().describe('How many count for these arguments, at this level, for the option with the most.'),
  claim: Claim.nullable().describe('Void once whoever has it may not decide it any more.'),
  outcome: Outcome.nullable(),
  execution: Execution.nullable().describe('Null unless it was approved.'),
  revision: z.int().min(1),
  arguments_sha256: ArgumentsHash,
  trace_id: TraceId.nullable(),
  created_at: Timestamp,
  version: Version,
});
export type DecisionSummary = z.infer<typeof DecisionSummary>;

/** A rule, as it said when it was looked at. */
export const RequiringRule = z.strictObject({
  id: DecisionRuleId,
  version: Version,
  name: z
    .string()
    .nullable()
    .describe('What it is called now, or was called last. Null for whoever may not read rules.'),
});

export const Vote = z.strictObject({
  by: DecisionActor,
  reason: z.string().nullable(),
  option: z.string().nullable(),
  at: Timestamp,
  counts: z.boolean().describe('False when whoever it was may not decide any more; later, when they might not then.'),
});
export type Vote = z.infer<typeof Vote>;

export const ACTS = [
  'claim',
  'release',
  'approve',
  'reject',
  'escalate',
  'return',
  'answer',
  'revise',
  'delegate',
  'cancel',
] as const;
export type DecisionAct = (typeof ACTS)[number];

/** Why whoever looks may not do something. */
export const HINDRANCES = [
  'not_permitted',
  'person_needed',
  'role_needed',
  'own_request',
  'editor',
  'second_factor_needed',
  'claimed_by_other',
  'already_voted',
  'decided',
  'returned',
  'not_returned',
  'not_asker',
  'not_claimed',
  'no_higher_level',
  'delegated',
] as const;
export type Hindrance = (typeof HINDRANCES)[number];

export const Decision = DecisionSummary.extend({
  arguments: JsonObject.describe('Exactly what is asked for, of the present revision.'),
  evidence: z.array(Evidence),
  options: z.array(Option),
  four_eyes: z.boolean().describe('Whoever changed the arguments may not approve them.'),
  second_factor: z.boolean().describe('Whoever approves must have shown a second factor in the last 5 minutes.'),
  required_by: z
    .array(RequiringRule)
    .describe(
      'Rules that require something of it, for these arguments or others that it had before: each once, with the version that did last.',
    ),
  votes: z.array(Vote).describe('Approvals of the present arguments.'),
  span_id: SpanId.nullable(),
  callback: z
    .strictObject({
      origin: z.string().describe('Where the outcome is posted. What stands behind the host is not shown.'),
      delivery: DeliveryProgress.nullable().describe(
        'How telling it stands. Null before the outcome, and when the log has it no more.',
      ),
    })
    .nullable(),
  your_acts: z
    .record(z.enum(ACTS), z.enum(HINDRANCES).nullable())
    .describe('What whoever reads this may do: null where it may be done, else why not.'),
});
export type Decision = z.infer<typeof Decision>;

export const STEPS = [
  'submitted',
  'claimed',
  'released',
  'approval_given',
  'approved',
  'rejected',
  'escalated',
  'returned',
  'answered',
  'revised',
  'delegated',
  'cancelled',
  'expired',
  'execution_taken',
  'executed',
  'execution_failed',
] as const;

/** One thing that was done with a decision. */
export const Step = z.strictObject({
  number: z.int().min(1),
  step: z.enum(STEPS),
  by: DecisionActor,
  reason: z.string().nullable(),
  level: z.int().min(1),
  revision: z.int().min(1),
  to: DecisionActor.nullable().describe('To whom it was delegated.'),
  at: Timestamp,
});
export type Step = z.infer<typeof Step>;

export const Difference = z.strictObject({
  pointer: z.string().describe('Where, as a JSON pointer.'),
  was: z.unknown().optional().describe('Missing when it was not there.'),
  is: z.unknown().optional().describe('Missing when it is there no more.'),
});
export type Difference = z.infer<typeof Difference>;

export const Revision = z.strictObject({
  revision: z.int().min(1),
  arguments: JsonObject,
  arguments_sha256: ArgumentsHash,
  by: DecisionActor,
  reason: z.string().nullable(),
  differences: z
    .array(Difference)
    .describe(`Against the revision before: the first ${MOST_DIFFERENCES.toLocaleString('en')} that are found.`),
  more_differences: z.boolean().describe('There are more than are listed: compare the arguments of both.'),
  at: Timestamp,
});
export type Revision = z.infer<typeof Revision>;
