import { addDecisionRule } from '@holdfast/protocol/decisions/rules';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Panel } from '../../controls/panel.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { StateFrame } from '../../states/state-frame.tsx';
import { DecisionsTabs } from '../decisions-tabs.tsx';
import { RuleForm, type WantedRule } from './rule-form.tsx';
import { RULES_KEY } from './use-rules.ts';

const NewRule = () => {
  const router = useRouter();
  const queries = useQueryClient();
  const submit = useSubmit({
    ask: (holdfast, { position, ...wanted }: WantedRule) =>
      holdfast.bodyOf(addDecisionRule, { body: { ...wanted, ...(position !== undefined && { position }) } }),
    onAnswer: ({ id }) => {
      void queries.invalidateQueries({ queryKey: RULES_KEY });
      void router.navigate({ href: paths.decisionRule(id) });
    },
  });
  return <RuleForm label="Add a rule" act="Add the rule" submit={submit} />;
};

export const NewRulePage = () => (
  <>
    <PageHeader title="Add a rule" />
    <DecisionsTabs />
    {useMay('decisions:manage') ? (
      <div className="grid max-w-[800px] grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
        <Panel title="What is decided without asking, or needs more" note="For what is asked from then on">
          <div className="p-4">
            <NewRule />
          </div>
        </Panel>
      </div>
    ) : (
      <StateFrame role="alert" title="You may not add rules">
        <p>This needs the permission decisions:manage. Ask an admin of the workspace.</p>
      </StateFrame>
    )}
  </>
);
