import type { Position } from '../../../platform/segments/position.ts';

export const START: Position = { segment: 0, at: 0 };

export const isBefore = (left: Position, right: Position): boolean =>
  left.segment < right.segment || (left.segment === right.segment && left.at < right.at);

export const laterOf = (left: Position, right: Position): Position => (isBefore(left, right) ? right : left);
