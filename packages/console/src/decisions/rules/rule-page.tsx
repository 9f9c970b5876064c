import { changeDecisionRule, type DecisionRule, getDecisionRule } from '@holdfast/protocol/decisions/rules';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Facts } from '../../controls/facts.tsx';
import { LinkButton } from '../../controls/link-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { DeedRow } from '../../deeds/deed-row.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import { useSubmit } from '../../forms/use-submit.ts';
import type { Known } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { Mark } from '../../look/mark.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { useMe } from '../../session/use-me.ts';
import { Saved } from '../../settings/saved.tsx';
import { StateFrame } from '../../states/state-frame.tsx';
import { Ago } from '../../text/ago.tsx';
import { actorWords } from '../actor-words.ts';
import { DecisionsPage } from '../decisions-page.tsx';
import { removing, switching } from './rule-deeds.ts';
import { RuleForm, type WantedRule } from './rule-form.tsx';
import { EffectMark } from './rule-marks.tsx';
import { RuleSentence } from './rule-sentence.tsx';
import { TryPanel } from './try-panel.tsx';
import { RULES_KEY } from './use-rules.ts';

const RuleFacts = ({ rule, now }: { readonly rule: DecisionRule; readonly now: number }) => {
  const me = useMe()?.workspace?.member_id;
  return (
    <Panel title="What it says">
      <Facts
        facts={[
          ['Rule', <RuleSentence key="rule" of={rule} />],
          [
            'State',
            <span key="state" className="flex flex-wrap gap-1.5">
              <EffectMark of={rule.effect.do} />
              {rule.enabled ? (
                <Mark tone="ok" shape="check">
                  enabled
                </Mark>
              ) : (
                <Mark tone="none" shape="slash">
                  disabled
                </Mark>
              )}
            </span>,
          ],
          [
            'Changed last',
            <span key="changed">
              <Ago at={rule.changed_at} now={now} /> by {actorWords(rule.changed_by, me)}
              {rule.effect.do === 'approve' && (
                <span className="text-muted">. What their own keys ask for, it does not approve</span>
              )}
            </span>,
          ],
        ]}
      />
    </Panel>
  );
};

interface RuleViewProps {
  readonly known: Known<DecisionRule>;
  readonly lookAgain: () => Promise<unknown>;
}

const ChangeRule = ({ rule, lookAgain }: { readonly rule: DecisionRule } & Pick<RuleViewProps, 'lookAgain'>) => {
  const [said, setSaid] = useState('');
  const submit = useSubmit({
    ask: (holdfast, { position = rule.position, ...wanted }: WantedRule) =>
      holdfast.bodyOf(
        changeDecisionRule,
        { params: { rule_id: rule.id }, body: { ...wanted, position } },
        { version: rule.version },
      ),
    onAnswer: () => {
      setSaid('Saved.');
      void lookAgain();
    },
  });
  return (
    <Panel title="Change it" note="For what is asked from then on">
      <div className="max-w-[800px] p-4">
        <RuleForm
          of={rule}
          label="Change the rule"
          act="Save"
          submit={submit}
          beside={<Saved said={submit.isRunning ? '' : said} />}
        />
      </div>
    </Panel>
  );
};

const RuleView = ({ known: { body: rule, serverAt }, lookAgain }: RuleViewProps) => {
  const queries = useQueryClient();
  const canManage = useMay('decisions:manage');
  const afresh = (): Promise<unknown> => Promise.all([lookAgain(), queries.invalidateQueries({ queryKey: RULES_KEY })]);
  const deeds = useDeeds(afresh);
  // of one that is not there any more nothing is asked again
  const removal = useDeeds(() => queries.invalidateQueries({ queryKey: RULES_KEY }));
  if (removal.said !== undefined)
    return (
      <StateFrame
        role="status"
        title="Removed"
        actions={
          <LinkButton to={paths.decisionRules()} look="plain">
            To the rules
          </LinkButton>
        }
      >
        <p>{removal.said}</p>
      </StateFrame>
    );
  return (
    <>
      <DeedsView deeds={deeds} />
      <DeedsView deeds={removal} />
      <RuleFacts rule={rule} now={serverAt} />
      <TryPanel kind={rule.kind} />
      {canManage && (
        <>
          <Panel title="What you can do">
            <DeedRow
              deeds={deeds}
              deed={switching(rule)}
              sentence={
                rule.enabled
                  ? 'It counts for nothing until it is enabled again.'
                  : 'It counts for what is asked from then on.'
              }
            />
            <DeedRow deeds={removal} deed={removing(rule)} sentence="For good. What it decided stays decided." />
          </Panel>
          <ChangeRule key={rule.version} rule={rule} lookAgain={afresh} />
        </>
      )}
    </>
  );
};

/** One rule: what it says in words, what it would do, how it is changed. */
export const RulePage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { ruleId: id } = useParams({ strict: false }) as { readonly ruleId: string };
  const live = useLive<DecisionRule>({
    key: ['decision-rule', id],
    ask: (holdfast, signal) => holdfast.call(getDecisionRule, { params: { rule_id: id } }, { signal }),
  });
  return (
    <DecisionsPage
      title={live.known?.body.name ?? 'Rule'}
      live={live}
      what="the rule"
      above={
        <PageLink
          to={paths.decisionRules()}
          isHere={false}
          className="justify-self-start text-accent underline underline-offset-2"
        >
          All rules
        </PageLink>
      }
    >
      {(known) => <RuleView key={id} known={known} lookAgain={live.refreshed} />}
    </DecisionsPage>
  );
};
