import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { DELIVERY_STATES, DeliveryProgress } from '../webhooks/delivery-progress.ts';
import { DeliveryId } from '../webhooks/ids.ts';
import { DECISION_STATUSES, Kind, Title } from './decision.ts';
import { DecisionParams } from './decisions.ts';
import { DecisionId } from './ids.ts';

const Delivery = DeliveryProgress.extend({
  id: DeliveryId.describe('The `webhook-id` of the message: the same at each try, and when it is sent again.'),
});

const DecisionCallback = z.strictObject({
  decision: z.strictObject({ id: DecisionId, kind: Kind, title: Title, status: z.enum(DECISION_STATUSES) }),
  origin: z.string().describe('Where the outcome is posted. What stands behind the host is not shown.'),
  delivery: Delivery,
});
export type DecisionCallback = z.infer<typeof DecisionCallback>;

const WholeCallback = DecisionCallback.extend({
  delivery: Delivery.extend({ body: z.string().describe('Exactly what is posted.') })
    .nullable()
    .describe('Null before the outcome, and when the log has it no more.'),
});
export type WholeCallback = z.infer<typeof WholeCallback>;

export const listDecisionCallbacks = contract({
  name: 'decisions.list_callbacks',
  method: 'GET',
  path: '/api/v1/decision-callbacks',
  summary: 'How telling askers of outcomes stands, the latest outcome first. Kept as long as the log of webhooks.',
  permission: 'decisions:manage',
  query: PageQuery.extend({ state: z.enum(DELIVERY_STATES).optional() }),
  answers: { 200: page(DecisionCallback) },
});

export const getDecisionCallback = contract({
  name: 'decisions.get_callback',
  method: 'GET',
  path: '/api/v1/decisions/{decision_id}/callback',
  summary:
    'How telling the asker of the outcome of a decision stands, with what is posted. 404 where none was asked for.',
  permission: 'decisions:manage',
  params: DecisionParams,
  answers: { 200: WholeCallback },
});

export const replayDecisionCallback = contract({
  name: 'decisions.replay_callback',
  method: 'POST',
  path: '/api/v1/decisions/{decision_id}/callback/replay',
  summary:
    'Send the outcome of a decision to its callback again with its old id and all its tries; at once where it waits.',
  permission: 'decisions:manage',
  params: DecisionParams,
  answers: { 202: WholeCallback },
  failures: ['conflict'],
});
