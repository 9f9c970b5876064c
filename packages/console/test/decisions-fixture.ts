import {
  answerDecision,
  approveDecision,
  cancelDecision,
  claimDecision,
  delegateDecision,
  escalateDecision,
  rejectDecision,
  releaseDecision,
  returnDecision,
  reviseDecision,
} from '@holdfast/protocol/decisions/acts';
import { listDecisionCallbacks, replayDecisionCallback } from '@holdfast/protocol/decisions/callbacks';
import { Decider, listDeciders } from '@holdfast/protocol/decisions/deciders';
import { type Decision } from '@holdfast/protocol/decisions/decision';
import { ListedDecision } from '@holdfast/protocol/decisions/listed-decision';
import {
  getDecision,
  listDecisionRevisions,
  listDecisions,
  listDecisionSteps,
} from '@holdfast/protocol/decisions/decisions';
import { decisionStatistics } from '@holdfast/protocol/decisions/statistics';
import type { Contract } from '@holdfast/protocol/contract';
import { revisionsOf, stepsOf } from './decision-story.ts';
import { NO_STATISTICS, someStatistics } from './decision-statistics-data.ts';
import { ADA_ACTS, actsBut, allHindered, BEN_ACTS } from './decisions-data.ts';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { ADA, BEN } from './identity-data.ts';
import { kept } from './kept.ts';
import { before, jobId } from './work-data.ts';

type Filled = Readonly<Record<string, unknown>>;

const made = (status: string, verdict: string, by: object, { reason = null, option = null, ...more }: Filled) => ({
  status,
  outcome: {
    verdict,
    how: 'person',
    by,
    reason,
    option,
    at: before(0),
    edited: more['arguments'] !== undefined,
    rule_version: null,
  },
  your_acts: allHindered('decided'),
});

const isOver = ({ outcome }: Decision): boolean => outcome !== null;

interface Acting {
  readonly decision: Decision;
  readonly body: Filled;
}

type Change = (acting: Acting) => object;

const CHANGES: readonly (readonly [Contract, Change])[] = [
  [
    claimDecision,
    () => ({
      claim: { by: ADA_ACTS, until: before(-900), delegated_by: null },
      your_acts: actsBut({ release: null }),
    }),
  ],
  [releaseDecision, () => ({ claim: null, your_acts: actsBut() })],
  [
    approveDecision,
    ({ decision: { quorum, approvals, arguments: present }, body }) =>
      approvals + 1 < quorum
        ? { approvals: approvals + 1 }
        : {
            ...made('approved', 'approve', ADA_ACTS, body),
            arguments: body['arguments'] ?? present,
            execution: {
              status: 'waiting',
              idempotency_key: 'decision-1',
              by: null,
              taken_until: null,
              detail: null,
              ended_at: null,
            },
          },
  ],
  [rejectDecision, ({ body }) => made('rejected', 'deny', ADA_ACTS, body)],
  [cancelDecision, ({ body }) => made('cancelled', 'deny', ADA_ACTS, body)],
  [
    escalateDecision,
    ({ decision: { level }, body }) => ({ level: body['level'] ?? level + 1, required_role: 'admin' }),
  ],
  [returnDecision, () => ({ status: 'returned', your_acts: actsBut({ approve: 'returned', return: 'returned' }) })],
  [
    answerDecision,
    ({ decision: { evidence }, body }) => ({
      status: 'pending',
      your_acts: actsBut(),
      evidence: [...evidence, ...(body['evidence'] as Decision['evidence'])],
    }),
  ],
  [reviseDecision, ({ decision: { revision }, body }) => ({ revision: revision + 1, arguments: body['arguments'] })],
  [delegateDecision, () => ({ claim: { by: BEN_ACTS, until: before(-3_600), delegated_by: ADA_ACTS } })],
];

const deciders = (text = 'Cleo Ruiz'): readonly Decider[] =>
  [
    { id: jobId(705), name: 'Dan Weir', role: 'analyst', hindrance: 'already_voted' },
    { id: ADA, name: 'Ada Lovelace', role: 'admin', hindrance: null },
    { id: jobId(703), name: text, role: 'analyst', hindrance: null },
    { id: BEN, name: 'Ben Okri', role: 'analyst', hindrance: null },
  ].map((one) => Decider.parse(one));

const URGENCY = ['critical', 'high', 'medium', 'low'];

export interface DecisionsFixture {
  readonly routes: readonly FixtureRoute[];
  /** Somebody else does something with a decision. */
  readonly meanwhile: (id: string, change: object) => void;
}

/** Decisions that are looked at and made. What needs a second factor asks for one, once. */
export const decisionsFixture = (all: Decision[], text: string | undefined): DecisionsFixture => {
  const decisions = kept<Decision>(all);
  let isProved = false;
  const acting = ([contract, change]: (typeof CHANGES)[number]): FixtureRoute =>
    route(contract, ({ id, body, headers }) => {
      const decision = decisions.find(id);
      if (isOver(decision))
        ApiProblem.raiseWith({ decision }, 409, 'already_decided', 'Somebody or the deadline was first.');
      if (contract === approveDecision && decision.second_factor && !isProved) {
        isProved = true;
        ApiProblem.raise(403, 'proof_needed', 'Show a code first.');
      }
      const after = decisions.change(id, change({ decision, body: (body ?? {}) as Filled }), headers['if-match']);
      return { ...after, already: false };
    });
  const shown = (search: URLSearchParams): readonly Decision[] =>
    all
      .filter(({ status }) => status === (search.get('status') ?? (search.has('execution') ? status : 'pending')))
      .filter(({ execution }) => !search.has('execution') || execution?.status === search.get('execution'))
      .filter(({ asked_by: by }) => search.get('asked_by') !== 'me' || by.id === ADA)
      .filter(({ priority }) => priority === (search.get('priority') ?? priority))
      .filter(({ kind }) => kind === (search.get('kind') ?? kind))
      .filter(({ claim }) => search.get('claimed') !== 'by_me' || claim?.by.id === ADA)
      .toSorted((one, other) => URGENCY.indexOf(one.priority) - URGENCY.indexOf(other.priority));
  return {
    routes: [
      route(listDecisions, ({ search }) => ({ items: shown(search).map(summaryOf), next_cursor: null })),
      route(decisionStatistics, () => (all.length === 0 ? NO_STATISTICS : someStatistics(text))),
      route(getDecision, ({ id }) => decisions.find(id)),
      route(listDeciders, () => ({ items: deciders(text), next_cursor: null })),
      route(listDecisionCallbacks, ({ search }) => ({
        items: all.flatMap(callbackOf).filter(({ delivery: { state } }) => state === (search.get('state') ?? state)),
        next_cursor: null,
      })),
      route(replayDecisionCallback, ({ id }) => {
        const { callback, kind, title, status } = decisions.find(id);
        const delivery = { ...callback?.delivery, state: 'waiting', attempts: 0, status: null, error: null };
        decisions.change(id, { callback: { ...callback, delivery } });
        return {
          decision: { id, kind, title, status },
          origin: callback?.origin,
          delivery: { ...delivery, id: jobId(8_301), body: '{}' },
        };
      }),
      route(listDecisionSteps, ({ id }) => ({ items: stepsOf(decisions.find(id), text), next_cursor: null })),
      route(listDecisionRevisions, ({ id }) => ({ items: revisionsOf(decisions.find(id), text), next_cursor: null })),
      ...CHANGES.map(acting),
    ],
    meanwhile: (id, change) => void decisions.change(id, change),
  };
};

const callbackOf = ({ id, kind, title, status, callback }: Decision) =>
  callback === null || callback.delivery === null
    ? []
    : [
        {
          decision: { id, kind, title, status },
          origin: callback.origin,
          delivery: { ...callback.delivery, id: jobId(8_301) },
        },
      ];

/** Of what is claimed or wants a code it is not said here. */
const PASSING = new Set<unknown>(['claimed_by_other', 'second_factor_needed', 'returned']);

const summaryOf = (decision: Decision): object => {
  const { approve: hindrance } = decision.your_acts;
  return ListedDecision.strip().parse({ ...decision, your_hindrance: PASSING.has(hindrance) ? null : hindrance });
};
