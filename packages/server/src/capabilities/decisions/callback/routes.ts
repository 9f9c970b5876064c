import {
  getDecisionCallback,
  listDecisionCallbacks,
  replayDecisionCallback,
} from '@holdfast/protocol/decisions/callbacks';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import type { DecisionsParts } from '../parts.ts';
import * as callbacks from './callbacks.ts';

export const callbackRoutes = (parts: DecisionsParts): readonly Endpoint[] => [
  on(listDecisionCallbacks, (ctx, { query }) => callbacks.list(ctx, query)),
  on(getDecisionCallback, (ctx, { params }) => callbacks.find(ctx, params.decision_id)),
  on(replayDecisionCallback, (ctx, { params }) => callbacks.replay(parts, ctx, params.decision_id)),
];
