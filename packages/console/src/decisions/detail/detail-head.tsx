import type { Decision } from '@holdfast/protocol/decisions/decision';
import { Ago } from '../../text/ago.tsx';
import { GivenText } from '../arguments/given-text.tsx';
import { actorWords } from '../actor-words.ts';
import { DefaultMark, isApprovedByDeadline, PriorityMark, StatusMark } from '../marks.tsx';
import { countdownWords } from '../time/countdown-words.ts';
import { Countdown } from '../time/time-left.tsx';
import { DECISION_TITLE_ID } from './places.ts';
import { Question } from './question.tsx';

interface DetailHeadProps {
  readonly decision: Decision;
  readonly now: number;
  readonly me: string | undefined;
}

const Asker = ({ decision: { agent, asked_by: by }, me }: Pick<DetailHeadProps, 'decision' | 'me'>) => (
  <>
    Asked by{' '}
    <strong className="font-semibold text-ink">
      <GivenText text={agent ?? actorWords(by, me)} />
    </strong>
    {agent !== null && (
      <>
        {' '}
        ({by.kind === 'key' && 'the key '}
        <GivenText text={actorWords(by, me)} />)
      </>
    )}
  </>
);

const NextLevel = ({ decision: { due_at: due, level, levels }, now }: Pick<DetailHeadProps, 'decision' | 'now'>) =>
  due !== null &&
  level < levels.length && (
    <span className="text-small text-muted">
      to level {level + 1} in{' '}
      <time dateTime={due} title={due} className="font-semibold text-warn">
        {countdownWords(Date.parse(due) - now)}
      </time>
    </span>
  );

/** What it is about, who asks, and how long there is. */
export const DetailHead = ({ decision, now, me }: DetailHeadProps) => {
  const isOpen = decision.outcome === null;
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="grid min-w-0 flex-1 basis-72 gap-1">
        <h2 id={DECISION_TITLE_ID} tabIndex={-1} className="text-title font-semibold wrap-anywhere">
          <GivenText text={decision.title} />
        </h2>
        <p className="text-muted wrap-anywhere">
          <Asker decision={decision} me={me} />, <Ago at={decision.created_at} now={now} />.
          {isOpen && (
            <>
              {' '}
              If nobody decides it is{' '}
              <strong className="font-semibold text-ink">
                {isApprovedByDeadline(decision) ? 'approved' : 'denied'}
              </strong>
              .
            </>
          )}
        </p>
        <p className="flex flex-wrap gap-2 pt-1">
          <PriorityMark priority={decision.priority} />
          {isApprovedByDeadline(decision) && <DefaultMark />}
          {decision.status !== 'pending' && <StatusMark status={decision.status} />}
        </p>
        <Question decision={decision} me={me} />
      </div>
      {isOpen && (
        <div className="grid gap-1 sm:justify-items-end">
          <Countdown since={decision.created_at} until={decision.deadline_at} now={now} />
          <NextLevel decision={decision} now={now} />
        </div>
      )}
    </div>
  );
};
