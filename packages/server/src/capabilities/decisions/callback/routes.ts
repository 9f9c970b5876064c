import {
  getDecisionCallback,
  listDecisionCallbacks,
  replayDecisionCallback,
} from '@holdfast/protocol/decisions/callbacks';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import type { DecisionsParts } from '../parts.ts';
import * as told from './told.ts';

export const callbackRoutes = (parts: DecisionsParts): readonly Endpoint[] => [
  on(listDecisionCallbacks, (ctx, { query }) => told.listTold(ctx, query)),
  on(getDecisionCallback, (ctx, { params }) => told.findToldOf(ctx, params.decision_id)),
  on(replayDecisionCallback, (ctx, { params }) => told.tellAgain(parts, ctx, params.decision_id)),
];
