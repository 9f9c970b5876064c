import { HoldfastError } from '@holdfast/client/holdfast-error';
import { type DecisionAct, DecisionSummary } from '@holdfast/protocol/decisions/decision';
import { capitalized } from '../../text/capitalized.ts';
import { visibleText } from '../arguments/visible-text.ts';
import { actorWords } from '../actor-words.ts';
import { STATUS_WORDS } from '../marks.tsx';
import type { Acted } from './wishes.ts';

/** What came of an act, to be said above the decision. */
export interface News {
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly words: string;
  /** What somebody wrote for an act that was not done. */
  readonly written?: string;
}

const DONE: Readonly<Record<DecisionAct, (acted: Acted) => string>> = {
  claim: () => 'You have it to yourself for 15 minutes.',
  release: () => 'It is there for the others again.',
  approve: ({ status, approvals, quorum }) =>
    status === 'approved'
      ? 'Approved. The asker may do it now.'
      : `Your approval counts: ${approvals} of ${quorum}. Others have to approve it as well.`,
  reject: () => 'Rejected. The asker reads why.',
  escalate: ({ level }) => `Handed to level ${level}.`,
  return: () => 'The asker was asked for more.',
  answer: () => 'Answered. It waits for whoever decides again.',
  revise: ({ revision }) => `Saved as revision ${revision}. It waits for an approval.`,
  delegate: ({ claim }) => `Handed to ${claim === null ? 'another member' : actorWords(claim.by)}.`,
  cancel: () => 'Taken back. Nobody decides it any more.',
};

export const doneNews = (act: DecisionAct, acted: Acted): News => ({
  tone: 'ok',
  words: acted.already ? `It was so already. ${DONE[act](acted)}` : DONE[act](acted),
});

const Made = DecisionSummary.pick({ status: true, outcome: true });

const firstWords = (error: HoldfastError, me: string | undefined): string => {
  const made = Made.loose().safeParse(error.problem['decision']);
  if (!made.success || made.data.outcome === null) return 'Somebody was first: it is decided.';
  const { status, outcome } = made.data;
  if (outcome.how === 'deadline') return 'Not done: its time was over before.';
  const reason = outcome.reason === null ? '' : ` “${visibleText(outcome.reason)}”`;
  return `${capitalized(actorWords(outcome.by, me))} was first: it is ${STATUS_WORDS[status]}.${reason}`;
};

/** Of a refusal after which what is shown is no longer so; undefined where it is. */
export const overtakenNews = (error: Error, me: string | undefined): News | undefined => {
  if (!(error instanceof HoldfastError)) return undefined;
  if (error.code === 'already_decided') return { tone: 'warn', words: firstWords(error, me) };
  if (error.code === 'stale')
    return { tone: 'warn', words: 'Not done, because it was changed meanwhile. See how it is now, and decide anew.' };
  return undefined;
};
