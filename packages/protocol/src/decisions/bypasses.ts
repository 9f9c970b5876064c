import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { Timestamp } from '../time.ts';
import { DecisionActor, Reason } from './decision.ts';
import { LONGEST_KIND, MOST_BYPASS, USUAL_BYPASS } from './limits.ts';

export const DecisionBypassId = z.uuid().brand<'DecisionBypassId'>();
export type DecisionBypassId = z.infer<typeof DecisionBypassId>;

const BypassedKind = z
  .string()
  .regex(/^[a-z][a-z0-9_.:-]*\*?$/, { error: 'must be a kind, or its beginning with a * at the end' })
  .max(LONGEST_KIND)
  .describe('A kind, or its beginning with a * at the end. Not every kind at once.');

export const DecisionBypass = z.strictObject({
  id: DecisionBypassId,
  kinds: z.array(BypassedKind).min(1).max(20),
  reason: Reason,
  by: DecisionActor.describe('Who began it. What their own keys ask for it does not approve.'),
  began_at: Timestamp,
  ends_at: Timestamp.describe('When it ends, or ended.'),
  active: z.boolean(),
  ended_by: DecisionActor.nullable().describe('Who ended it early, where somebody did.'),
});
export type DecisionBypass = z.infer<typeof DecisionBypass>;

export const beginBypass = contract({
  name: 'decisions.begin_bypass',
  method: 'POST',
  path: '/api/v1/decision-rules/bypass',
  summary:
    'Approve for a time, at once, what is asked for of these kinds from now on, unless a rule denies it. No API key may.',
  permission: 'decisions:manage',
  needsProof: true,
  idempotency: 'accepted',
  body: z.strictObject({
    kinds: DecisionBypass.shape.kinds,
    for_seconds: z.int().min(1).max(MOST_BYPASS).default(USUAL_BYPASS),
    reason: Reason.describe('Why. It is the reason of every decision that it makes.'),
  }),
  answers: { 201: DecisionBypass },
});

export const listBypasses = contract({
  name: 'decisions.list_bypasses',
  method: 'GET',
  path: '/api/v1/decision-rules/bypass',
  summary: 'Bypasses that last and that are over, the latest first.',
  permission: 'decisions:read',
  query: PageQuery,
  answers: { 200: page(DecisionBypass) },
});

export const endBypass = contract({
  name: 'decisions.end_bypass',
  method: 'POST',
  path: '/api/v1/decision-rules/bypass/{bypass_id}/end',
  summary: 'End a bypass now. One that is over stays as it is.',
  permission: 'decisions:manage',
  params: z.strictObject({ bypass_id: DecisionBypassId }),
  answers: { 200: DecisionBypass },
});
