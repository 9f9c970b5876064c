import type { Decision, Execution, Outcome } from '@holdfast/protocol/decisions/decision';
import type { DeliveryState } from '@holdfast/protocol/webhooks/delivery-progress';
import type { ReactNode } from 'react';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { counted } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { GivenText } from '../arguments/given-text.tsx';
import { actorWords } from '../actor-words.ts';
import { ExecutionMark, isOverdue, StatusMark } from '../marks.tsx';
import { TellAgain } from './tell-again.tsx';

const HOW: Readonly<Record<Exclude<Outcome['how'], 'rule'>, string>> = {
  person: '',
  deadline: 'by its deadline, because nobody decided',
  bypass: 'by a bypass',
  asker: 'by who may take it back',
};

type Fact = readonly [string, ReactNode];

const executionFacts = (execution: Execution, now: number): readonly Fact[] => [
  [
    'Done',
    <span key="done" className="flex flex-wrap items-center gap-x-2">
      <ExecutionMark execution={execution} now={now} />
      {execution.by !== null && (
        <span>
          by <GivenText text={actorWords(execution.by)} />
        </span>
      )}
      {execution.status === 'taken' && execution.taken_until !== null && (
        <span className="text-muted">
          until <Moment at={execution.taken_until} now={now} />
          {isOverdue(execution, now) && ', and may be taken again'}
        </span>
      )}
      {execution.ended_at !== null && (
        <span className="text-muted">
          <Moment at={execution.ended_at} now={now} />
        </span>
      )}
    </span>,
  ],
  ...(execution.detail === null
    ? []
    : [
        [
          'What came of it',
          <span key="detail" className="whitespace-pre-wrap">
            <GivenText text={execution.detail} />
          </span>,
        ] as const,
      ]),
  [
    'Its idempotency key',
    <span key="key" className="flex flex-wrap items-center gap-2">
      <code className="font-mono text-small wrap-anywhere">{execution.idempotency_key}</code>
      <CopyButton text={execution.idempotency_key} what="the idempotency key" />
    </span>,
  ],
];

const optionWords = ({ options }: Decision, id: string): string =>
  options.find((option) => option.id === id)?.title ?? id;

const outcomeFacts = (decision: Decision, outcome: Outcome, me: string | undefined): readonly Fact[] => [
  ...(outcome.reason === null
    ? []
    : [
        [
          'Reason',
          <span key="reason" className="whitespace-pre-wrap">
            <GivenText text={outcome.reason} />
          </span>,
        ] as const,
      ]),
  ...(outcome.option === null
    ? []
    : [['Chosen', <GivenText key="option" text={optionWords(decision, outcome.option)} />] as const]),
  [
    'The asker may',
    outcome.verdict === 'approve'
      ? `do it${outcome.edited ? ', with the arguments as they were edited' : ''}`
      : 'not do it',
  ],
  ['Decided', byWords(outcome, me)],
];

const RuledBy = ({ of: { by, rule_version: version } }: { readonly of: Outcome }) => (
  <>
    by the rule{' '}
    {by.id === null || by.name === null ? (
      actorWords(by)
    ) : (
      <PageLink to={paths.decisionRule(by.id)} isHere={false} className="text-accent underline underline-offset-2">
        <GivenText text={by.name} />
      </PageLink>
    )}
    {version !== null && <span className="text-muted">, version {version} of it</span>}
  </>
);

const byWords = (outcome: Outcome, me: string | undefined): ReactNode => {
  const { how, by } = outcome;
  if (how === 'rule') return <RuledBy of={outcome} />;
  return how === 'person' || how === 'asker' ? (
    <>
      by <GivenText text={actorWords(by, me)} />
    </>
  ) : (
    HOW[how]
  );
};

interface OutcomePanelProps {
  readonly decision: Decision;
  readonly now: number;
  readonly me: string | undefined;
}

const DELIVERY: Readonly<Record<DeliveryState, string>> = {
  waiting: 'being told',
  done: 'told',
  dead: 'given up after the last try',
  dropped: 'not told: nobody wanted it there any more',
};

const callbackFacts = ({ id, callback }: Decision, now: number): readonly Fact[] => {
  if (callback === null) return [];
  const { origin, delivery } = callback;
  if (delivery === null) return [['Callback', origin]];
  return [
    [
      'Callback',
      <span key="callback">
        {origin}: {DELIVERY[delivery.state]}, {counted(delivery.attempts, 'try', 'tries')}
        {delivery.status !== null && `, answered ${delivery.status}`}
        {delivery.error !== null && (
          <span className="block text-bad">
            <GivenText text={delivery.error} />
          </span>
        )}
        {delivery.state === 'waiting' && delivery.next_attempt_at !== null && (
          <span className="block text-muted">
            tried again at <Moment at={delivery.next_attempt_at} now={now} />
          </span>
        )}
        {(delivery.state === 'dead' || (delivery.state === 'waiting' && delivery.attempts > 0)) && (
          <TellAgain id={id} />
        )}
      </span>,
    ],
  ];
};

/** What was decided, by whom, and what came of it. */
export const OutcomePanel = ({ decision, now, me }: OutcomePanelProps) => {
  const { outcome, execution } = decision;
  if (outcome === null) return undefined;
  return (
    <Panel
      title="Decided"
      note={
        <span className="flex items-center gap-2">
          <StatusMark status={decision.status} />
          <Moment at={outcome.at} now={now} />
        </span>
      }
    >
      <Facts
        facts={[
          ...outcomeFacts(decision, outcome, me),
          ...(execution === null ? [] : executionFacts(execution, now)),
          ...callbackFacts(decision, now),
        ]}
      />
    </Panel>
  );
};
