import type { Input } from '@holdfast/protocol/contract';
import type { Verdict } from '@holdfast/protocol/decisions/decision';
import type { submitDecision } from '@holdfast/protocol/decisions/decisions';
import { refuseField } from '../../../platform/failure.ts';
import type { StoredDecision } from '../store/decisions.ts';

/** What counts when the deadline passes. Of what waits for an answer of its asker somebody said that it is not enough. */
export const verdictOfDeadline = ({
  status,
  default_verdict,
}: Pick<StoredDecision, 'status' | 'default_verdict'>): Verdict => (status === 'returned' ? 'deny' : default_verdict);

type Asked = Pick<
  Input<typeof submitDecision>['body'],
  'default' | 'options' | 'quorum' | 'four_eyes' | 'second_factor'
>;

/** Whoever wants a choice, several people or a code cannot also want it approved by nobody. */
export const refuseDefault = (body: Asked): void => {
  if (body.default !== 'approve') return;
  const refuse = (why: string): never => refuseField('/body/default', 'unfit', `must be deny ${why}`);
  if (body.options.length > 0) refuse('where there are options: nobody would have chosen one');
  if (body.quorum > 1) refuse('where a quorum is asked for: nobody would have approved');
  if (body.four_eyes) refuse('where four eyes are asked for: nobody would have looked');
  if (body.second_factor) refuse('where a second factor is asked for: nobody would have shown one');
};
