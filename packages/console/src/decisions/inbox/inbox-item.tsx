import type { DecisionSummary } from '@holdfast/protocol/decisions/decision';
import { PageLink } from '../../routing/page-link.tsx';
import { Ago } from '../../text/ago.tsx';
import { GivenText } from '../arguments/given-text.tsx';
import { actorWords } from '../actor-words.ts';
import { PriorityMark, StatusMark } from '../marks.tsx';
import { TimeLeft } from '../time/time-left.tsx';

interface InboxItemProps {
  readonly decision: DecisionSummary;
  readonly to: string;
  /** Undefined where following it leads to another page. */
  readonly isChosen: boolean | undefined;
  readonly now: number;
  readonly me: string | undefined;
  /** Where it is chosen already, and shows beside the list. */
  readonly onRead?: () => void;
}

const Story = ({ decision, me }: Pick<InboxItemProps, 'decision' | 'me'>) => {
  const { kind, claim, quorum, approvals, agent, asked_by: by } = decision;
  return (
    <>
      <code className="font-mono">{kind}</code>, asked by <GivenText text={agent ?? actorWords(by, me)} />
      {quorum > 1 && `, ${approvals} of ${quorum} approved`}
      {claim !== null && (
        <>
          ,{' '}
          <span className="font-semibold text-ink">
            claimed by <GivenText text={actorWords(claim.by, me)} />
          </span>
        </>
      )}
    </>
  );
};

const When = ({ decision, now }: Pick<InboxItemProps, 'decision' | 'now'>) => {
  const { status, outcome, due_at: due, deadline_at: deadline, created_at: since } = decision;
  if (status === 'pending' || status === 'returned')
    return <TimeLeft since={since} until={due !== null && due < deadline ? due : deadline} now={now} />;
  return <span className="text-muted">{outcome !== null && <Ago at={outcome.at} now={now} />}</span>;
};

/** A decision in the list: what, how urgent, who asks, who has it, how long it waits. */
export const InboxItem = ({ decision, to, isChosen, now, me, onRead }: InboxItemProps) => (
  <PageLink
    to={to}
    {...(isChosen !== undefined && { isHere: isChosen })}
    {...(isChosen === true && onRead !== undefined && { onFollow: onRead })}
    className="grid grid-cols-[minmax(0,1fr)_max-content] gap-x-3 gap-y-0.5 border-b border-line px-4 py-3 -outline-offset-2 hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:shadow-[inset_2px_0_0_var(--accent)]"
  >
    <span className="line-clamp-3 font-semibold wrap-anywhere">
      <GivenText text={decision.title} />
    </span>
    <span className="flex flex-col items-end gap-1">
      {decision.status === 'pending' ? <PriorityMark priority={decision.priority} /> : <StatusMark {...decision} />}
    </span>
    <span className="min-w-0 text-small text-muted wrap-anywhere">
      <Story decision={decision} me={me} />
    </span>
    <span className="text-right text-small">
      <When decision={decision} now={now} />
    </span>
  </PageLink>
);
