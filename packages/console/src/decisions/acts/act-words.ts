import type { Decision, DecisionAct } from '@holdfast/protocol/decisions/decision';

interface ActWords {
  /** On its button. */
  readonly label: string;
  readonly question: string;
  readonly means: string;
  /** Before the reason, as a label. */
  readonly reason: string;
}

export const ACT_WORDS: Readonly<Record<DecisionAct, ActWords>> = {
  claim: { label: 'Claim', question: 'Take it over?', means: 'You have it to yourself for 15 minutes.', reason: '' },
  release: { label: 'Release', question: '', means: '', reason: '' },
  approve: {
    label: 'Approve',
    question: 'Approve this?',
    means: 'The asker may do exactly this at once. An approval cannot be taken back.',
    reason: 'Reason',
  },
  reject: {
    label: 'Reject',
    question: 'Reject this?',
    means: 'The asker may not do it, and reads why. It cannot be taken back.',
    reason: 'Reason',
  },
  escalate: {
    label: 'Escalate',
    question: 'Hand it to another level?',
    means: 'The clock of that level begins. The deadline stays.',
    reason: 'Reason',
  },
  return: {
    label: 'Ask for more',
    question: 'Ask the asker for more?',
    means: 'It waits for their answer. The deadline goes on.',
    reason: 'What is missing',
  },
  answer: {
    label: 'Answer',
    question: 'Answer what was asked?',
    means: 'It waits for whoever decides again.',
    reason: 'Your answer',
  },
  revise: {
    label: 'Save without approving',
    question: 'Change the arguments?',
    means: 'It is a new revision that waits as before. Approvals so far do not count for it.',
    reason: 'Reason',
  },
  delegate: {
    label: 'Hand on',
    question: 'Hand it to another member?',
    means: 'They have it to themselves for a time, and cannot hand it on while they do. You may release it before.',
    reason: 'Reason',
  },
  cancel: {
    label: 'Take back',
    question: 'Take the request back?',
    means: 'Nobody decides it any more, and the asker may not do it.',
    reason: 'Reason',
  },
};

const approvalMeans = ({ approvals, quorum }: Decision): string => {
  const number = approvals + 1;
  if (quorum === 1) return ACT_WORDS.approve.means;
  if (number >= quorum) return `Yours is the last of ${quorum} approvals. ${ACT_WORDS.approve.means}`;
  return `Yours is ${number} of ${quorum}: the asker may do exactly this after the last. An approval cannot be taken back.`;
};

/** What it means to do it to this one. */
export const meansOf = (act: DecisionAct, decision: Decision): string =>
  act === 'approve' ? approvalMeans(decision) : ACT_WORDS[act].means;

/** Whether an act says why. */
export const needsReason = (act: DecisionAct, { priority, your_acts: acts }: Decision, isEdited: boolean): boolean => {
  if (act === 'approve') return priority === 'critical' || isEdited;
  // whoever might decide it is not its asker
  if (act === 'cancel') return acts.reject === null || acts.reject === 'claimed_by_other';
  return act !== 'claim' && act !== 'release';
};
