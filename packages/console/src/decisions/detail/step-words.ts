import type { Step } from '@holdfast/protocol/decisions/decision';
import { actorWords } from '../actor-words.ts';

type Told = (step: Step, me: string | undefined) => string;

const TOLD: Readonly<Record<Step['step'], Told>> = {
  submitted: () => 'asked',
  claimed: () => 'claimed it',
  released: () => 'left it to the others again',
  approval_given: () => 'approved; more approvals are needed',
  approved: () => 'approved it',
  rejected: () => 'rejected it',
  escalated: ({ level }) => `handed it to level ${level}`,
  returned: () => 'asked for more',
  answered: ({ revision }) => (revision > 1 ? `answered; the arguments are revision ${revision}` : 'answered'),
  revised: ({ revision }) => `changed the arguments, now revision ${revision}`,
  delegated: ({ to }, me) => `handed it to ${to === null ? 'somebody' : actorWords(to, me)}`,
  cancelled: () => 'took it back',
  expired: () => 'ended it: its time was over',
  execution_taken: () => 'began to do it',
  executed: () => 'did it',
  execution_failed: () => 'tried to do it, and failed',
};

/** What was done in a step, after the name of whoever did it. */
export const stepWords = (step: Step, me: string | undefined): string => TOLD[step.step](step, me);
