import {
  answerDecision,
  approveDecision,
  cancelDecision,
  claimDecision,
  delegateDecision,
  escalateDecision,
  rejectDecision,
  releaseDecision,
  reportExecution,
  returnDecision,
  reviseDecision,
} from '@holdfast/protocol/decisions/acts';
import {
  followDecision,
  getDecision,
  listDecisionRevisions,
  listDecisions,
  listDecisionSteps,
  submitDecision,
  waitForDecision,
} from '@holdfast/protocol/decisions/decisions';
import { listDeciders } from '@holdfast/protocol/decisions/deciders';
import { decisionStatistics } from '@holdfast/protocol/decisions/statistics';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import { createPlaces } from '../../platform/limits/places.ts';
import { approve } from './acts/approve.ts';
import * as deciding from './acts/deciding.ts';
import { report } from './acts/execution.ts';
import * as having from './acts/having.ts';
import * as revising from './acts/revising.ts';
import * as deciders from './deciders.ts';
import * as looking from './looking.ts';
import { statistics } from './statistics/statistics.ts';
import { submit } from './submit.ts';
import { follow, wait, type WaitingParts } from './waiting/wait.ts';

/** Each looks at the database every other second. */
const WAITING_AT_ONCE = 500;

export const decisionRoutes = (parts: WaitingParts): readonly Endpoint[] => {
  const places = createPlaces({
    atOnce: WAITING_AT_ONCE,
    taken: 'requests wait for decisions of this workspace already.',
  });
  return [
    on(submitDecision, (ctx, { body }) => submit(parts, ctx, body)),
    on(listDecisions, (ctx, { query }) => looking.list(parts, ctx, query)),
    on(decisionStatistics, (ctx, { query }) => statistics(parts, ctx, query.days)),
    on(getDecision, (ctx, { params }) => looking.find(parts, ctx, params.decision_id)),
    on(listDeciders, (ctx, { params, query }) => deciders.list(parts, ctx, { id: params.decision_id, query })),
    on(listDecisionSteps, (ctx, { params, query }) => looking.listSteps(parts, ctx, params.decision_id, query)),
    on(listDecisionRevisions, (ctx, { params, query }) => looking.listRevisions(parts, ctx, params.decision_id, query)),
    on(waitForDecision, async (ctx, { params, query }) => {
      const leave = places.take(ctx.workspace);
      try {
        return await wait(parts, ctx, {
          id: params.decision_id,
          seconds: query.timeout_s,
          returned: query.returned,
        });
      } finally {
        leave();
      }
    }),
    on(followDecision, async (ctx, { params: { decision_id: id }, lastEventId: seen }) => {
      await looking.refuseUnknown(ctx, id);
      return follow(parts, ctx, { id, seen, leave: places.take(ctx.workspace) });
    }),
    on(claimDecision, (ctx, { params, version, body }) =>
      having.claim(parts, ctx, { id: params.decision_id, version, body }),
    ),
    on(releaseDecision, (ctx, { params, version }) => having.release(parts, ctx, { id: params.decision_id, version })),
    on(approveDecision, (ctx, { params, version, body }) =>
      approve(parts, ctx, { id: params.decision_id, version, body }),
    ),
    on(rejectDecision, (ctx, { params, version, body }) =>
      deciding.reject(parts, ctx, { id: params.decision_id, version, body }),
    ),
    on(escalateDecision, (ctx, { params, version, body }) =>
      deciding.escalate(parts, ctx, { id: params.decision_id, version, body }),
    ),
    on(returnDecision, (ctx, { params, version, body }) =>
      deciding.giveBackToAsker(parts, ctx, { id: params.decision_id, version, body }),
    ),
    on(answerDecision, (ctx, { params, version, body }) =>
      revising.answer(parts, ctx, { id: params.decision_id, version, body }),
    ),
    on(reviseDecision, (ctx, { params, version, body }) =>
      revising.revise(parts, ctx, { id: params.decision_id, version, body }),
    ),
    on(delegateDecision, (ctx, { params, version, body }) =>
      having.delegate(parts, ctx, { id: params.decision_id, version, body }),
    ),
    on(cancelDecision, (ctx, { params, version, body }) =>
      deciding.cancel(parts, ctx, { id: params.decision_id, version, body }),
    ),
    on(reportExecution, (ctx, { params, body }) => report(parts, ctx, { id: params.decision_id, body })),
  ];
};
