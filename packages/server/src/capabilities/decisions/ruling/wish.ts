import type { Input } from '@holdfast/protocol/contract';
import type { Level } from '@holdfast/protocol/decisions/decision';
import type { submitDecision } from '@holdfast/protocol/decisions/decisions';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { PrincipalId } from '@holdfast/protocol/ids';
import { refuseField } from '../../../platform/failure.ts';
import type { Wish } from './judge.ts';
import type { Needs } from './needs.ts';

type Asked = Pick<
  Input<typeof submitDecision>['body'],
  | 'kind'
  | 'arguments'
  | 'priority'
  | 'options'
  | 'levels'
  | 'required_role'
  | 'quorum'
  | 'four_eyes'
  | 'second_factor'
  | 'deadline_seconds'
  | 'default'
>;

interface Asker {
  readonly id: PrincipalId | undefined;
  readonly account: AccountId | undefined;
}

/** Two answers to who may decide: nobody could say which of them was meant. */
export const refuseTwoRoles = ({ levels, required_role: role }: Pick<Asked, 'levels' | 'required_role'>): void => {
  if (levels !== undefined && role !== undefined)
    refuseField('/body/required_role', 'levels', 'is said by the levels, by each for itself: leave it out beside them');
};

export const wishOf = (body: Asked, { id, account }: Asker): Wish => ({
  kind: body.kind,
  looked: { arguments: body.arguments, priority: body.priority, asker: id },
  account,
  hasOptions: body.options.length > 0,
  needs: {
    levels: levelsOf(body),
    quorum: body.quorum,
    fourEyes: body.four_eyes,
    secondFactor: body.second_factor,
    deadlineSeconds: body.deadline_seconds,
    defaultVerdict: body.default,
  },
});

/** Without levels: whoever has the role, and above them admins. */
const levelsOf = ({ levels: [named, ...more] = [], required_role: role = 'analyst' }: Asked): Needs['levels'] => {
  if (named !== undefined) return [named, ...more];
  const first: Level = { required_role: role, within_seconds: null };
  return role === 'admin' ? [first] : [first, { required_role: 'admin', within_seconds: null }];
};
