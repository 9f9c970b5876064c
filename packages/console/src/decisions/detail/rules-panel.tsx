import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { ReactNode } from 'react';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { Moment } from '../../text/moment.tsx';
import { roleWords } from '../../text/role-words.ts';
import { GivenText } from '../arguments/given-text.tsx';
import { actorWords } from '../actor-words.ts';
import { effectWords, levelWords } from '../rules/rule-words.ts';
import { type FittingRule, whyItWaits } from '../rules/why-not.ts';
import { useFittingRules } from './use-fitting-rules.ts';

interface RulesPanelProps {
  readonly decision: Decision;
  readonly now: number;
  readonly me: string | undefined;
}

type Fact = readonly [string, ReactNode];

const presentWords = ({ level, levels, required_role: role }: Decision): string => {
  const place = levels.length > 1 ? `level ${level} of ${levels.length}, ` : '';
  return `${place}needs ${roleWords(role)}`;
};

const Levels = ({ decision: { levels, level } }: Pick<RulesPanelProps, 'decision'>) => (
  <ol aria-label="Levels" className="grid gap-1">
    {levels.map((one, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- levels never move
      <li key={index} className={index + 1 === level ? 'font-semibold' : 'text-muted'}>
        {index + 1}. {levelWords(one)}
        {index + 1 === level && ', now'}
      </li>
    ))}
  </ol>
);

/** Of a rule or a bypass nobody has decided, at whatever level. */
const levelFacts = (decision: Decision): readonly Fact[] => {
  const { outcome, level, levels, required_role: role } = decision;
  if (outcome === null)
    return [
      ['Whoever decides', presentWords(decision)],
      ...(levels.length > 1 ? [['Levels', <Levels key="levels" decision={decision} />] as const] : []),
    ];
  if (outcome.how === 'rule' || outcome.how === 'bypass') return [];
  return [['It was for', `${roleWords(role)}${levels.length > 1 ? `, at level ${level} of ${levels.length}` : ''}`]];
};

const Votes = ({ decision: { votes, approvals, quorum }, now, me }: RulesPanelProps) => (
  <div className="grid gap-1">
    <span>
      {approvals} of {quorum}
    </span>
    {votes.length > 0 && (
      <ul aria-label="Approvals" className="grid gap-1 text-small text-muted">
        {votes.map((vote) => (
          <li key={vote.by.id} className="wrap-anywhere">
            <GivenText text={actorWords(vote.by, me)} />, <Moment at={vote.at} now={now} />
            {vote.reason !== null && (
              <>
                : “<GivenText text={vote.reason} />”
              </>
            )}
            {!vote.counts && '. Does not count any more: may not decide now.'}
          </li>
        ))}
      </ul>
    )}
  </div>
);

const RuleLink = ({ id, name }: { readonly id: string; readonly name: string | null }) => (
  <PageLink to={paths.decisionRule(id)} isHere={false} className="text-accent underline underline-offset-2">
    <GivenText text={name ?? id} />
  </PageLink>
);

const Requiring = ({ rules }: { readonly rules: Decision['required_by'] }) => (
  <ul aria-label="Rules that require it" className="grid gap-1">
    {rules.map(({ id, name, version }) => (
      <li key={`${id} ${version}`} className="wrap-anywhere">
        the rule <RuleLink id={id} name={name} />
        <span className="text-muted">, version {version} of it</span>
      </li>
    ))}
  </ul>
);

const Fitting = ({ rules, decision }: { readonly rules: readonly FittingRule[]; readonly decision: Decision }) => (
  <ul aria-label="Rules that fit" className="grid gap-1">
    {rules.map((rule) => (
      <li key={rule.id} className="wrap-anywhere">
        <RuleLink id={rule.id} name={rule.name} />
        <span className="text-muted">
          : {[effectWords(rule.effect), whyItWaits(rule, rules, decision)].filter(Boolean).join(', but ')}
        </span>
      </li>
    ))}
  </ul>
);

const factsOf = (props: RulesPanelProps): readonly Fact[] => {
  const { decision, now, me } = props;
  const { claim } = decision;
  return [
    ...levelFacts(decision),
    ...(decision.quorum > 1 ? [['Approvals', <Votes key="votes" {...props} />] as const] : []),
    ...(decision.four_eyes ? [['Four eyes', 'whoever changes the arguments may not approve them'] as const] : []),
    ...(decision.second_factor ? [['Second factor', 'whoever approves shows a code'] as const] : []),
    ...(decision.required_by.length === 0
      ? []
      : [['Required by', <Requiring key="required" rules={decision.required_by} />] as const]),
    ...(claim === null
      ? []
      : [
          [
            'Claimed',
            <span key="claim">
              by <GivenText text={actorWords(claim.by, me)} /> until <Moment at={claim.until} now={now} />
              {claim.delegated_by !== null && (
                <>
                  , handed on by <GivenText text={actorWords(claim.delegated_by, me)} />
                </>
              )}
            </span>,
          ] as const,
        ]),
    ...(decision.trace_id === null
      ? []
      : [
          [
            'Trace',
            <PageLink
              key="trace"
              to={paths.trace(decision.trace_id, { span: decision.span_id ?? undefined })}
              isHere={false}
              className="font-mono text-small text-accent underline underline-offset-2"
            >
              {decision.trace_id}
            </PageLink>,
          ] as const,
        ]),
  ];
};

/** Who may decide, and what else is asked of them. */
export const RulesPanel = (props: RulesPanelProps) => {
  const rules = useFittingRules(props.decision) ?? [];
  const fitting: readonly Fact[] =
    rules.length === 0 ? [] : [['Rules that fit now', <Fitting key="rules" rules={rules} decision={props.decision} />]];
  const facts = [...factsOf(props), ...fitting];
  if (facts.length === 0) return undefined;
  return (
    <Panel title={props.decision.outcome === null ? 'How it is decided' : 'How it was decided'}>
      <Facts facts={facts} />
    </Panel>
  );
};
