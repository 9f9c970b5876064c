import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { Panel } from '../../controls/panel.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { FailureState } from '../../states/failure-state.tsx';
import { LoadingState } from '../../states/loading-state.tsx';
import { capitalized } from '../../text/capitalized.ts';
import { Moment } from '../../text/moment.tsx';
import { GivenText } from '../arguments/given-text.tsx';
import { actorWords } from '../actor-words.ts';
import { stepWords } from './step-words.ts';
import { type ListedStep, useSteps } from './use-steps.ts';

interface StepRowProps {
  readonly step: ListedStep;
  readonly now: number;
  readonly me: string | undefined;
}

const StepRow = ({ step, now, me }: StepRowProps) => (
  <li className="grid grid-cols-[72px_minmax(0,1fr)_max-content] items-baseline gap-x-3 border-t border-line px-4 py-2 first:border-t-0">
    <span className="text-small text-muted">
      <Moment at={step.at} now={now} />
    </span>
    <span className="min-w-0 wrap-anywhere">
      <strong className="font-semibold">
        <GivenText text={capitalized(actorWords(step.by, me))} />
      </strong>{' '}
      {stepWords(step, me)}
      {step.reason !== null && (
        <span className="block text-muted wrap-anywhere whitespace-pre-wrap">
          “<GivenText text={step.reason} />”
        </span>
      )}
    </span>
    <span className="text-small text-muted">#{step.number}</span>
  </li>
);

/** Who did what, the first first. */
export const StepsPanel = ({ id, me }: { readonly id: DecisionId; readonly me: string | undefined }) => {
  const pages = useSteps(id);
  const { known, failing, refresh } = pages.live;
  return (
    <Panel title="So far" note="Who did what, kept in the audit trail">
      {known === undefined &&
        (failing === undefined ? (
          <LoadingState what="what was done" />
        ) : (
          <FailureState error={failing.error} what="what was done" onRetry={refresh} />
        ))}
      {known !== undefined && (
        <>
          <ol aria-label="Steps">
            {known.body.items.map((step) => (
              <StepRow key={step.id} step={step} now={known.serverAt} me={me} />
            ))}
          </ol>
          {known.body.next_cursor !== null && <LoadMore pages={pages} what="steps" />}
        </>
      )}
    </Panel>
  );
};
