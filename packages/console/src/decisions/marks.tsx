import type { DecisionStatus, DecisionSummary, Execution, Priority } from '@holdfast/protocol/decisions/decision';
import { Mark, type MarkLook } from '../look/mark.tsx';
import { EXECUTION_WORDS } from './execution-words.ts';

const PRIORITY_LOOKS: Readonly<Record<Priority, MarkLook>> = {
  critical: { tone: 'bad', shape: 'triangle' },
  high: { tone: 'warn', shape: 'bolt' },
  medium: { tone: 'none', shape: 'ring' },
  low: { tone: 'none', shape: 'dash' },
};

export const PriorityMark = ({ priority }: { readonly priority: Priority }) => (
  <Mark {...PRIORITY_LOOKS[priority]}>{priority}</Mark>
);

/** `pending` says what the server waits for; whoever looks sees that it waits. */
export const STATUS_WORDS: Readonly<Record<DecisionStatus, string>> = {
  pending: 'waiting',
  returned: 'returned',
  approved: 'approved',
  rejected: 'rejected',
  expired: 'expired',
  cancelled: 'cancelled',
};

const STATUS_LOOKS: Readonly<Record<DecisionStatus, MarkLook>> = {
  pending: { tone: 'info', shape: 'clock' },
  returned: { tone: 'warn', shape: 'back' },
  approved: { tone: 'ok', shape: 'check' },
  rejected: { tone: 'bad', shape: 'cross' },
  expired: { tone: 'warn', shape: 'clock' },
  cancelled: { tone: 'none', shape: 'slash' },
};

export const StatusMark = ({ status }: Pick<DecisionSummary, 'status'>) => (
  <Mark {...STATUS_LOOKS[status]}>{STATUS_WORDS[status]}</Mark>
);

const EXECUTION_LOOKS: Readonly<Record<Execution['status'], MarkLook>> = {
  waiting: { tone: 'info', shape: 'clock' },
  taken: { tone: 'info', shape: 'run' },
  executed: { tone: 'ok', shape: 'check' },
  failed: { tone: 'bad', shape: 'cross' },
};

/** Whoever took it has not said in time what came of it, and anybody may take it again. */
export const isOverdue = ({ status, taken_until: until }: Execution, now: number): boolean =>
  status === 'taken' && until !== null && Date.parse(until) < now;

export const ExecutionMark = ({ execution, now }: { readonly execution: Execution; readonly now: number }) =>
  isOverdue(execution, now) ? (
    <Mark tone="warn" shape="clock">
      not done in time
    </Mark>
  ) : (
    <Mark {...EXECUTION_LOOKS[execution.status]}>{EXECUTION_WORDS[execution.status]}</Mark>
  );

/** What is returned to its asker no deadline approves. */
export const isApprovedByDeadline = ({ default: verdict, status }: Pick<DecisionSummary, 'default' | 'status'>) =>
  verdict === 'approve' && status === 'pending';

/** What comes about when nobody looks wants to be seen. */
export const DefaultMark = () => (
  <Mark tone="warn" shape="triangle">
    approved if nobody decides
  </Mark>
);

export const TrustMark = ({ trusted }: { readonly trusted: boolean }) =>
  trusted ? (
    <Mark tone="ok" shape="check">
      trusted
    </Mark>
  ) : (
    <Mark tone="warn" shape="triangle">
      not trusted
    </Mark>
  );
