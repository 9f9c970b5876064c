import type { ImportOutcome } from '@holdfast/protocol/prices/prices';
import { counted } from '../../text/count.ts';

/** What an import did, or would do. */
export const importWords = ({ dry_run: isDry, added, changed, unchanged }: ImportOutcome): string => {
  const same = unchanged === 0 ? '' : ` ${counted(unchanged, 'price')} ${unchanged === 1 ? 'is' : 'are'} as before.`;
  if (added + changed === 0) return `Nothing ${isDry ? 'would be' : 'was'} changed.${same}`;
  const parts = [
    ...(added === 0 ? [] : [`${counted(added, 'price')} ${isDry ? 'would be' : added === 1 ? 'was' : 'were'} added`]),
    ...(changed === 0
      ? []
      : [`${counted(changed, 'price')} ${isDry ? 'would be' : changed === 1 ? 'was' : 'were'} corrected`]),
  ];
  return `${parts.join(', ')}.${same}`;
};
