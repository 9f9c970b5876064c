import { z } from 'zod';
import { contract } from '../contract.ts';
import { MemberId } from '../identity/people.ts';
import { JsonObject } from '../json.ts';
import { text } from '../text.ts';
import { Decision, Evidence, Reason } from './decision.ts';
import { DecisionParams } from './decisions.ts';
import { LONGEST_DETAIL, MOST_DELEGATION, MOST_EVIDENCE, MOST_LEVELS, MOST_TAKING, USUAL_TAKING } from './limits.ts';

/** A decision, and whether it was so before: who repeats what they did is told so. */
const DecisionWithAlready = Decision.extend({
  already: z.boolean().describe('True when whoever asks had done just this before. Nothing was changed now.'),
});

const ACT = {
  method: 'POST',
  params: DecisionParams,
  precondition: 'if-match',
  idempotency: 'accepted',
  answers: { 200: DecisionWithAlready },
} as const;

export const claimDecision = contract({
  ...ACT,
  name: 'decisions.claim',
  path: '/api/v1/decisions/{decision_id}/claim',
  summary:
    'Have a decision to oneself for 15 minutes; once more to have it longer. An admin may take it from whoever has it.',
  permission: 'decisions:decide',
  body: z.strictObject({
    force: z.boolean().default(false).describe('Take it from somebody else. Admins may; it is written down.'),
  }),
  failures: ['already_decided', 'decision_refused', 'conflict'],
});

export const releaseDecision = contract({
  ...ACT,
  name: 'decisions.release',
  path: '/api/v1/decisions/{decision_id}/release',
  summary: 'Leave a decision to the others again. Whoever handed it on may take it back so.',
  permission: 'decisions:decide',
  failures: ['already_decided', 'decision_refused'],
});

export const approveDecision = contract({
  ...ACT,
  name: 'decisions.approve',
  path: '/api/v1/decisions/{decision_id}/approve',
  summary:
    'Approve a decision. Other arguments than those that were asked for are a new revision. Where several have to, once more with another option moves the vote, and once more with the same decides when enough count by then.',
  permission: 'decisions:decide',
  body: z.strictObject({
    reason: Reason.optional().describe('Needed for critical decisions and where the arguments are changed.'),
    arguments: JsonObject.optional(),
    option: z.string().min(1).max(100).optional(),
  }),
  failures: ['already_decided', 'decision_refused', 'second_factor_needed', 'proof_needed'],
});

export const rejectDecision = contract({
  ...ACT,
  name: 'decisions.reject',
  path: '/api/v1/decisions/{decision_id}/reject',
  summary: 'Reject a decision, once. The asker is told why.',
  permission: 'decisions:decide',
  body: z.strictObject({ reason: Reason }),
  failures: ['already_decided', 'decision_refused'],
});

export const escalateDecision = contract({
  ...ACT,
  name: 'decisions.escalate',
  path: '/api/v1/decisions/{decision_id}/escalate',
  summary: 'Hand a decision on to the next level, or to another that is named. The clock of that level begins.',
  permission: 'decisions:decide',
  body: z.strictObject({
    reason: Reason,
    level: z.int().min(1).max(MOST_LEVELS).optional().describe('A lower one hands it back.'),
  }),
  failures: ['already_decided', 'decision_refused'],
});

export const returnDecision = contract({
  ...ACT,
  name: 'decisions.return',
  path: '/api/v1/decisions/{decision_id}/return',
  summary: 'Ask the asker for more. Its deadline goes on.',
  permission: 'decisions:decide',
  body: z.strictObject({ reason: Reason.describe('What is missing.') }),
  failures: ['already_decided', 'decision_refused'],
});

export const answerDecision = contract({
  ...ACT,
  name: 'decisions.answer',
  path: '/api/v1/decisions/{decision_id}/answer',
  summary: 'Give what was asked for when a decision was returned. It waits for whoever decides again.',
  permission: 'decisions:submit',
  body: z.strictObject({
    reason: Reason.describe('What was asked for, in words.'),
    arguments: JsonObject.optional().describe('Others than before: a new revision, which no deadline approves.'),
    evidence: z.array(Evidence).max(MOST_EVIDENCE).default([]).describe('What is added to the evidence.'),
  }),
  failures: ['already_decided', 'decision_refused'],
});

export const reviseDecision = contract({
  ...ACT,
  name: 'decisions.revise',
  path: '/api/v1/decisions/{decision_id}/revise',
  summary:
    'Change the arguments without approving them. Approvals so far, and a default of approve, do not count for the new ones.',
  permission: 'decisions:decide',
  body: z.strictObject({ arguments: JsonObject, reason: Reason }),
  failures: ['already_decided', 'decision_refused'],
});

export const delegateDecision = contract({
  ...ACT,
  name: 'decisions.delegate',
  path: '/api/v1/decisions/{decision_id}/delegate',
  summary:
    'Let another member, who has the role, have a decision to themselves for a time. They cannot hand it on while they have it.',
  permission: 'decisions:decide',
  body: z.strictObject({ to: MemberId, for_seconds: z.int().min(60).max(MOST_DELEGATION), reason: Reason }),
  failures: ['already_decided', 'decision_refused'],
});

export const cancelDecision = contract({
  ...ACT,
  name: 'decisions.cancel',
  path: '/api/v1/decisions/{decision_id}/cancel',
  summary: 'Take a request back. The asker, whoever made its key, and admins may, who say why.',
  permission: 'decisions:submit',
  body: z.strictObject({
    reason: Reason.optional().describe('Needed of an admin who takes back what another asked for.'),
  }),
  failures: ['already_decided', 'decision_refused'],
});

export const reportExecution = contract({
  name: 'decisions.report_execution',
  method: 'POST',
  path: '/api/v1/decisions/{decision_id}/execution',
  summary: 'Take an approved action before doing it, and report how it ended. One at a time has it.',
  permission: 'decisions:submit',
  params: DecisionParams,
  idempotency: 'accepted',
  body: z.strictObject({
    status: z.enum(['taken', 'executed', 'failed']),
    detail: text(LONGEST_DETAIL).optional(),
    for_seconds: z
      .int()
      .min(1)
      .max(MOST_TAKING)
      .default(USUAL_TAKING)
      .describe('How long it is taken for. Whoever takes it after that does it again, with the same idempotency key.'),
  }),
  answers: { 200: DecisionWithAlready },
  failures: ['conflict', 'decision_refused'],
});
