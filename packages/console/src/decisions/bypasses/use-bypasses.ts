import { type DecisionBypass, listBypasses } from '@holdfast/protocol/decisions/bypasses';
import { useLivePages } from '../../live/use-live-pages.ts';
import { DECISIONS_TOPICS } from '../decisions-topics.ts';

/** Bypasses, the latest first. Those that last are among the latest: none lasts longer than eight hours. */
export const useBypasses = () =>
  useLivePages<DecisionBypass>(
    ['decision-bypasses'],
    (holdfast, cursor, signal) =>
      holdfast.call(listBypasses, { query: { cursor } }, { ...(signal !== undefined && { signal }) }),
    DECISIONS_TOPICS,
  );

/** By the server's clock, which goes on between two answers. */
export const isLasting = ({ active, ends_at: ends }: DecisionBypass, now: number): boolean =>
  active && Date.parse(ends) > now;
