import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { Mark } from '../../look/mark.tsx';

/** Said where a pair is not found at this time. */
export const ValidityMark = ({
  pair,
  now,
}: {
  readonly pair: Pick<Pair, 'valid_from' | 'valid_until'>;
  readonly now: number;
}) => {
  if (pair.valid_until !== null && Date.parse(pair.valid_until) <= now) {
    return (
      <Mark tone="warn" shape="slash">
        not valid any more
      </Mark>
    );
  }
  if (pair.valid_from !== null && Date.parse(pair.valid_from) > now) {
    return (
      <Mark tone="info" shape="clock">
        not valid yet
      </Mark>
    );
  }
  return undefined;
};
