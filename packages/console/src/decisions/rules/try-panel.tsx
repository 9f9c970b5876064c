import type { AnswerBody } from '@holdfast/protocol/contract';
import { PRIORITIES, type Priority } from '@holdfast/protocol/decisions/decision';
import { LONGEST_KIND } from '@holdfast/protocol/decisions/limits';
import { tryDecisionRules } from '@holdfast/protocol/decisions/rules';
import { PrincipalId } from '@holdfast/protocol/ids';
import { useMemo, useState } from 'react';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import type { FieldErrors } from '../../forms/field-errors.ts';
import { Form } from '../../forms/form.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextAreaField } from '../../forms/text-area-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { Mark } from '../../look/mark.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useMe } from '../../session/use-me.ts';
import { readTyped } from '../arguments/typed-arguments.ts';
import { actorWords } from '../actor-words.ts';
import { EffectMark } from './rule-marks.tsx';
import { effectWords, requirementWords } from './rule-words.ts';
import { whyNot } from './why-not.ts';

type Tried = AnswerBody<typeof tryDecisionRules>;

const VerdictMark = ({ verdict }: Pick<Tried, 'verdict'>) => {
  if (verdict === null)
    return (
      <Mark tone="info" shape="clock">
        people decide
      </Mark>
    );
  return verdict === 'approve' ? (
    <Mark tone="ok" shape="check">
      approved at once
    </Mark>
  ) : (
    <Mark tone="bad" shape="cross">
      denied at once
    </Mark>
  );
};

const needsWords = ({ levels, ...needs }: Tried['needs']): string =>
  requirementWords({
    do: 'require',
    levels,
    deadline_seconds: needs.deadline_seconds,
    ...(needs.quorum > 1 && { quorum: needs.quorum }),
    ...(needs.four_eyes && { four_eyes: true }),
    ...(needs.second_factor && { second_factor: true }),
  }).join(', ');

const Fitting = ({ fits }: Pick<Tried, 'fits'>) =>
  fits.length === 0 ? (
    'none'
  ) : (
    <ul aria-label="Rules that fit" className="grid gap-1">
      {fits.map(({ id, name, effect, ...rule }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <PageLink to={paths.decisionRule(id)} isHere={false} className="text-accent underline underline-offset-2">
            {name}
          </PageLink>
          <EffectMark of={effect.do} />
          <span className="text-muted">
            {[effectWords(effect), whyNot({ id, name, effect, ...rule }, fits)].filter(Boolean).join(', but ')}
          </span>
        </li>
      ))}
    </ul>
  );

const Result = ({ tried }: { readonly tried: Tried }) => (
  <Facts
    facts={[
      [
        'Verdict',
        <span key="verdict" className="flex flex-wrap items-center gap-x-2">
          <VerdictMark verdict={tried.verdict} />
          {tried.by !== null && (
            <span>
              by the {tried.by.kind} {actorWords(tried.by)}
            </span>
          )}
          {tried.reason !== null && <span className="text-muted">“{tried.reason}”</span>}
        </span>,
      ],
      ['Rules that fit', <Fitting key="fits" fits={tried.fits} />],
      ...(tried.verdict === null ? [['It would need', needsWords(tried.needs)] as const] : []),
    ]}
  />
);

const CHOICES = PRIORITIES.map((priority) => [priority, priority] as const);
const NO_ERRORS: FieldErrors = {};

const ASKERS = [
  ['', 'somebody who made no rule'],
  ['me', 'you, or a key of yours'],
] as const;

interface Wanted {
  /** Undefined for somebody who made no rule and began no bypass. */
  readonly asker: PrincipalId | undefined;
  readonly kind: string;
  readonly priority: Priority;
  readonly arguments: Record<string, unknown>;
}

interface TryPanelProps {
  /** Of the rule that is tried; without a star it is a kind. */
  readonly kind?: string | undefined;
}

const Fields = ({ kind }: TryPanelProps) => (
  <>
    <div className="grid gap-4 sm:grid-cols-3">
      <TextField
        label="Kind"
        name="kind"
        required
        maxLength={LONGEST_KIND}
        autoComplete="off"
        spellCheck={false}
        placeholder="refund"
        defaultValue={kind?.endsWith('*') === true ? '' : kind}
      />
      <SelectField label="Priority" name="priority" choices={CHOICES} defaultValue="medium" />
      <SelectField label="Asked by" name="asker" choices={ASKERS} />
    </div>
    <TextAreaField
      label="Arguments as JSON"
      name="arguments"
      rows={4}
      spellCheck={false}
      defaultValue={'{\n  "cents": 4200\n}'}
    />
  </>
);

/** What the rules as they are stored would make of something, without asking for it. */
export const TryPanel = ({ kind }: TryPanelProps) => {
  const [tried, setTried] = useState<Tried | undefined>(undefined);
  const [errors, setErrors] = useState(NO_ERRORS);
  const me = useMe()?.workspace?.member_id;
  const submit = useSubmit({
    ask: (holdfast, { asker, ...wanted }: Wanted) =>
      holdfast.bodyOf(tryDecisionRules, { body: { ...wanted, ...(asker !== undefined && { asker }) } }),
    onAnswer: setTried,
  });
  const fields = useMemo(() => ({ ...submit.fields, ...errors }), [submit.fields, errors]);
  return (
    <Panel title="Try them" note="Nothing is asked for">
      <div className="p-4">
        <Form
          label="Try the rules"
          submit={{ ...submit, fields }}
          act="See what would come of it"
          onFilled={(filled) => {
            const typed = readTyped(filled('arguments'));
            setErrors(typed.isValid ? NO_ERRORS : { arguments: typed.why });
            if (typed.isValid)
              submit.run({
                asker: filled('asker') === 'me' ? PrincipalId.parse(me) : undefined,
                kind: filled('kind').trim(),
                priority: PRIORITIES.find((one) => one === filled('priority')) ?? 'medium',
                arguments: typed.value,
              });
          }}
        >
          <Fields kind={kind} />
        </Form>
      </div>
      <div role="status" className="empty:sr-only">
        {tried !== undefined && !submit.isRunning && (
          <div className="border-t border-line">
            <Result tried={tried} />
          </div>
        )}
      </div>
    </Panel>
  );
};
