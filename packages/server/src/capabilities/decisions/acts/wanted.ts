import type { Contract, Input } from '@holdfast/protocol/contract';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { Version } from '@holdfast/protocol/version';

/** What comes with an act: with which decision, as it was seen, and what else its contract takes. */
export interface Wanted<C extends Contract> {
  readonly id: DecisionId;
  readonly version: Version;
  readonly body: Input<C>['body'];
}
