import { z } from 'zod';
import { contract } from '../contract.ts';
import { JsonObject } from '../json.ts';
import { page, PageQuery } from '../page.ts';
import { text } from '../text.ts';
import { SpanId, TraceId } from '../traces/ids.ts';
import { WebUrl } from '../web-url.ts';
import { WebhookSecret } from '../webhooks/secret.ts';
import {
  Decision,
  DECIDER_ROLES,
  DECISION_STATUSES,
  DecisionSummary,
  Evidence,
  EXECUTION_STATUSES,
  Kind,
  Level,
  OPEN_STATUSES,
  Option,
  Priority,
  Revision,
  Step,
  Title,
  Verdict,
} from './decision.ts';
import { DecisionId } from './ids.ts';
import {
  LEAST_DEADLINE,
  MOST_APPROVALS,
  MOST_DEADLINE,
  MOST_EVIDENCE,
  MOST_LEVELS,
  MOST_OPTIONS,
  MOST_WAIT_SECONDS,
  USUAL_DEADLINE,
} from './limits.ts';
import { ListedDecision } from './listed-decision.ts';

export const DecisionParams = z.strictObject({ decision_id: DecisionId });

const distinct = (options: readonly Option[]): boolean => new Set(options.map(({ id }) => id)).size === options.length;

export const NewDecision = z.strictObject({
  kind: Kind,
  title: Title,
  priority: Priority.default('medium'),
  arguments: JsonObject.describe('Exactly what is to be done. 64 KiB as canonical JSON, 32 levels deep, at most.'),
  evidence: z.array(Evidence).max(MOST_EVIDENCE).default([]),
  options: z
    .array(Option)
    .max(MOST_OPTIONS)
    .refine(distinct, { error: 'must have each id once' })
    .default([])
    .describe('Ways to approve. Where there are some, whoever approves names one.'),
  deadline_seconds: z
    .int()
    .min(LEAST_DEADLINE)
    .max(MOST_DEADLINE)
    .default(USUAL_DEADLINE)
    .describe('How long it waits, from now on by the clock of the database.'),
  default: Verdict.default('deny').describe(
    'What counts when the deadline passes, for exactly these arguments. Approve only without options, quorum, four_eyes and second_factor.',
  ),
  required_role: z
    .enum(DECIDER_ROLES)
    .optional()
    .describe(
      'The least role that may decide: analyst unless you say otherwise. Refused beside levels, which say it for themselves.',
    ),
  levels: z
    .array(Level)
    .min(1)
    .max(MOST_LEVELS)
    .optional()
    .describe('Whom it is escalated to, one after the other. Without them: whoever has the role, then admins.'),
  quorum: z
    .int()
    .min(1)
    .max(MOST_APPROVALS)
    .default(1)
    .describe('How many members have to approve. One who rejects is enough.'),
  four_eyes: z.boolean().default(false),
  second_factor: z.boolean().default(false),
  agent: text(200, 1).optional().describe('What the asker calls itself.'),
  trace_id: TraceId.optional().describe('The trace that this belongs to; that of the request where none is named.'),
  span_id: SpanId.optional(),
  callback: z
    .strictObject({ url: WebUrl, secret: WebhookSecret })
    .optional()
    .describe(
      'Where the outcome is posted as a webhook `decision.decided`, signed with this secret, which is stored encrypted.',
    ),
});

export const submitDecision = contract({
  name: 'decisions.submit',
  method: 'POST',
  path: '/api/v1/decisions',
  summary: 'Ask for a decision. Whoever asks, and whoever made the key that asks, cannot decide it.',
  permission: 'decisions:submit',
  idempotency: 'accepted',
  body: NewDecision,
  answers: { 201: Decision },
});

export const listDecisions = contract({
  name: 'decisions.list',
  method: 'GET',
  path: '/api/v1/decisions',
  summary:
    'Decisions: those that wait with the most urgent first and then the oldest, all others with the latest first.',
  permission: 'decisions:read',
  query: PageQuery.extend({
    status: z.enum(DECISION_STATUSES).optional().describe('`pending` where neither this nor `execution` is named.'),
    execution: z
      .enum(EXECUTION_STATUSES)
      .optional()
      .describe('How doing it stands, of what was approved, whether by somebody or by its deadline.'),
    asked_by: z.enum(['me']).optional().describe('What the key or member asked for that looks.'),
    kind: Kind.optional(),
    priority: Priority.optional(),
    required_role: z.enum(DECIDER_ROLES).optional().describe('Of the present level.'),
    claimed: z.enum(['by_me', 'by_others', 'by_nobody']).optional(),
    trace_id: TraceId.optional(),
  }).refine(({ status, execution }) => execution === undefined || !OPEN_STATUSES.some((open) => open === status), {
    path: ['execution'],
    error: 'counts for what is decided: leave out the status, or name one of what is over',
  }),
  answers: { 200: page(ListedDecision) },
});

export const getDecision = contract({
  name: 'decisions.get',
  method: 'GET',
  path: '/api/v1/decisions/{decision_id}',
  summary: 'One decision, with what whoever reads it may do.',
  permission: 'decisions:read',
  params: DecisionParams,
  answers: { 200: Decision },
});

export const listDecisionSteps = contract({
  name: 'decisions.list_steps',
  method: 'GET',
  path: '/api/v1/decisions/{decision_id}/steps',
  summary: 'Who did what with a decision, the first first.',
  permission: 'decisions:read',
  params: DecisionParams,
  query: PageQuery,
  answers: { 200: page(Step) },
});

export const listDecisionRevisions = contract({
  name: 'decisions.list_revisions',
  method: 'GET',
  path: '/api/v1/decisions/{decision_id}/revisions',
  summary: 'What was asked for, the first first, each with what is other than before.',
  permission: 'decisions:read',
  params: DecisionParams,
  query: PageQuery,
  answers: { 200: page(Revision) },
});

export const waitForDecision = contract({
  name: 'decisions.wait',
  method: 'GET',
  path: '/api/v1/decisions/{decision_id}/wait',
  summary: 'Wait until a decision is made. Answers at once when it was, and as it is when the time is over.',
  permission: 'decisions:read',
  params: DecisionParams,
  query: z.strictObject({
    timeout_s: z.int().min(0).max(MOST_WAIT_SECONDS).default(30).describe('How long to wait, in seconds.'),
    returned: z.boolean().default(false).describe('Answer also when it is returned, and its asker is to say more.'),
  }),
  answers: { 200: Decision },
  limits: { seconds: MOST_WAIT_SECONDS + 10 },
});

export const followDecision = contract({
  name: 'decisions.follow',
  method: 'GET',
  path: '/api/v1/decisions/{decision_id}/events',
  summary:
    'Each state of a decision as it comes, and the last one before the stream ends. The id of an event is the version.',
  permission: 'decisions:read',
  params: DecisionParams,
  events: { changed: DecisionSummary, decided: DecisionSummary },
  answers: {},
});
