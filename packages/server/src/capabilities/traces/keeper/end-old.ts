import type { Clock } from '../../../platform/clock/clock.ts';
import type { SegmentLog } from '../../../platform/segments/segment-log.ts';

/** What is received within a day is forgotten together: bytes are kept for at most a day longer than the rows made of them. */
const OLD_MS = 86_400_000;

/** Ends the segment of the log that has been written to for a day, so that it can be sealed, and be forgotten in its time. */
export const createEndOld = (
  log: Pick<SegmentLog, 'end' | 'endSegment'>,
  clock: Pick<Clock, 'now'>,
): (() => Promise<void>) => {
  let seen = { segment: log.end.segment, at: clock.now() };
  return async () => {
    const { segment, at } = log.end;
    if (segment !== seen.segment || at === 0) seen = { segment, at: clock.now() };
    else if (clock.now() - seen.at > OLD_MS) await log.endSegment();
  };
};
