import type { Hindrance } from '@holdfast/protocol/decisions/decision';
import type { ListedDecision } from '@holdfast/protocol/decisions/listed-decision';
import { PageLink } from '../../routing/page-link.tsx';
import { Ago } from '../../text/ago.tsx';
import { roleWords } from '../../text/role-words.ts';
import { GivenText } from '../arguments/given-text.tsx';
import { actorWords } from '../actor-words.ts';
import { ExecutionMark, isApprovedByDeadline, PriorityMark, StatusMark } from '../marks.tsx';
import { countdownWords } from '../time/countdown-words.ts';
import { TimeLeft } from '../time/time-left.tsx';

interface InboxItemProps {
  readonly decision: ListedDecision;
  readonly to: string;
  /** Undefined where following it leads to another page. */
  readonly isChosen: boolean | undefined;
  readonly now: number;
  readonly me: string | undefined;
  /** Where it is chosen already, and shows beside the list. */
  readonly onRead?: () => void;
}

/** What stands in the way of whoever looks, whoever has it; that they only look they know. */
const HINDERED: Readonly<Partial<Record<Hindrance, (decision: ListedDecision) => string>>> = {
  role_needed: ({ required_role: role }) => `needs ${roleWords(role)}`,
  own_request: () => 'somebody else decides what you ask for',
  editor: () => 'somebody else decides what you changed',
  already_voted: () => 'approved by you',
  second_factor_needed: () => 'needs a second factor, and you have none',
};

const isOpen = ({ outcome }: ListedDecision): boolean => outcome === null;

const Story = ({ decision, me }: Pick<InboxItemProps, 'decision' | 'me'>) => {
  const { kind, claim, quorum, approvals, agent, asked_by: by, your_hindrance: hindrance } = decision;
  const hindered = isOpen(decision) && hindrance !== null ? HINDERED[hindrance] : undefined;
  return (
    <>
      <code className="font-mono">{kind}</code>, asked by <GivenText text={agent ?? actorWords(by, me)} />
      {quorum > 1 && `, ${approvals} of ${quorum} approved`}
      {hindered !== undefined && `, ${hindered(decision)}`}
      {isApprovedByDeadline(decision) && (
        <>
          , <span className="font-semibold text-warn">approved if nobody decides</span>
        </>
      )}
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
  const { outcome, due_at: due, deadline_at: deadline, created_at: since, level, levels } = decision;
  if (isOpen(decision))
    return due !== null && due < deadline && level < levels.length ? (
      <time dateTime={due} title={due} className="whitespace-nowrap text-warn">
        level {level + 1} in {countdownWords(Date.parse(due) - now)}
      </time>
    ) : (
      <TimeLeft since={since} until={deadline} now={now} />
    );
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
      {decision.execution?.status === 'failed' && <ExecutionMark execution={decision.execution} now={now} />}
    </span>
    <span className="min-w-0 text-small text-muted wrap-anywhere">
      <Story decision={decision} me={me} />
    </span>
    <span className="text-right text-small">
      <When decision={decision} now={now} />
    </span>
  </PageLink>
);
