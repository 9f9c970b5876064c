import type { DecisionSummary, Outcome } from '@holdfast/protocol/decisions/decision';
import { capitalized } from '../../text/capitalized.ts';
import { actorWords } from '../actor-words.ts';

type Made = Pick<DecisionSummary, 'status'> & { readonly outcome: Outcome };

const didWords = ({ status, outcome }: Made): string => {
  if (status === 'cancelled') return 'took it back';
  return outcome.verdict === 'approve' ? 'approved it' : 'rejected it';
};

/** Who decided, and what, as a sentence without its end. */
export const decidedWords = (made: Made, me: string | undefined): string => {
  const { how, by } = made.outcome;
  if (how === 'deadline')
    return `Its time is over, and it is ${made.outcome.verdict === 'approve' ? 'approved' : 'denied'}`;
  const who = actorWords(by, me);
  return `${how === 'rule' ? `The rule ${who}` : capitalized(who)} ${didWords(made)}`;
};
