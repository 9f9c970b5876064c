import type { DecisionRule, RuleEffect } from '@holdfast/protocol/decisions/rules';
import { LinkButton } from '../../controls/link-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { Mark } from '../../look/mark.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { counted } from '../../text/count.ts';
import { DecisionsPage } from '../decisions-page.tsx';
import { RuleSentence } from './rule-sentence.tsx';
import { TryPanel } from './try-panel.tsx';
import { useRules } from './use-rules.ts';

/** In the order in which they count, wherever a rule stands. */
const GROUPS: readonly (readonly [does: RuleEffect['do'], title: string, note: string])[] = [
  ['deny', 'First, what is denied', 'It wins over everything, a bypass as well'],
  ['require', 'Then, what people have to decide', 'All that fit count together, and only make it stricter'],
  ['approve', 'Last, what is approved', 'Of several that fit the first is named'],
];

const RuleRow = ({ rule }: { readonly rule: DecisionRule }) => (
  <li className="relative grid gap-x-4 gap-y-1 border-t border-line px-4 py-2.5 first:border-t-0 hover:bg-sunken sm:grid-cols-[56px_minmax(0,180px)_minmax(0,1fr)_max-content]">
    <span className="text-small text-muted sm:pt-0.5">
      <span className="sr-only">Position </span>
      {rule.position}
    </span>
    <span className="min-w-0 font-semibold wrap-anywhere">
      <RowLink to={paths.decisionRule(rule.id)}>{rule.name}</RowLink>
    </span>
    <span className={`min-w-0 ${rule.enabled ? '' : 'text-muted'}`}>
      <RuleSentence of={rule} />
    </span>
    <span className="self-start empty:hidden">
      {!rule.enabled && (
        <Mark tone="none" shape="slash">
          disabled
        </Mark>
      )}
    </span>
  </li>
);

const snippet = (): string => `curl -s -X POST ${location.origin}/api/v1/decision-rules/try \\
  -H "Authorization: Bearer $HOLDFAST_KEY" \\
  --json '{"kind": "refund", "arguments": {"cents": 4200}}'`;

const NoRules = () => (
  <Panel title="Rules">
    <EmptyState title="No rule decides anything: people do" snippet={{ code: snippet(), what: 'the command' }}>
      A rule says what needs nobody, what nobody may, and what needs more than was asked for, by kind and arguments: a
      refund of up to 50 is approved at once, one above 1,000 needs two admins. What would come of something, from a
      terminal:
    </EmptyState>
  </Panel>
);

const Groups = ({ rules }: { readonly rules: readonly DecisionRule[] }) =>
  GROUPS.map(([does, title, note]) => {
    const own = rules.filter(({ effect }) => effect.do === does);
    return own.length === 0 ? undefined : (
      <Panel key={does} title={title} note={note}>
        <ol aria-label={title}>
          {own.map((rule) => (
            <RuleRow key={rule.id} rule={rule} />
          ))}
        </ol>
      </Panel>
    );
  });

/** What is decided without people, and what more is asked of them. */
export const RulesPage = () => {
  const pages = useRules();
  const canManage = useMay('decisions:manage');
  const known = pages.live.known?.body;
  return (
    <DecisionsPage
      title="Rules of decisions"
      note={known === undefined || known.items.length === 0 ? undefined : counted(known.items.length, 'rule')}
      live={pages.live}
      what="the rules"
      above={
        known !== undefined &&
        canManage && (
          <div className="flex justify-end">
            <LinkButton to={paths.newDecisionRule()}>Add a rule</LinkButton>
          </div>
        )
      }
    >
      {({ body: { items, next_cursor: next } }) => (
        <>
          {items.length === 0 ? <NoRules /> : <Groups rules={items} />}
          {next !== null && <LoadMore pages={pages} what="rules" />}
          {items.length > 0 && <TryPanel />}
        </>
      )}
    </DecisionsPage>
  );
};
