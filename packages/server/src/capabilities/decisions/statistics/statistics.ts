import { PRIORITIES } from '@holdfast/protocol/decisions/decision';
import { MOST_COUNTED } from '@holdfast/protocol/decisions/limits';
import type { DecisionFigures, DecisionStatistics } from '@holdfast/protocol/decisions/statistics';
import type { Context } from '../../../platform/http/context.ts';
import type { DecisionsParts } from '../parts.ts';
import { actorOf } from '../to-summary.ts';
import { countDecided, countWaiting, oldestWaiting, type CountedGroup, type WaitingGroup } from './store.ts';

/** What waits, and how what is over was decided, at one moment. */
export const statistics = (
  { namesOf }: Pick<DecisionsParts, 'namesOf'>,
  { db }: Pick<Context, 'db'>,
  days: number,
): Promise<DecisionStatistics> =>
  db.read(async (tx) => {
    const [groups, waiting, oldest] = await Promise.all([countDecided(tx, days), countWaiting(tx), oldestWaiting(tx)]);
    const of = (what: CountedGroup['of']): CountedGroup[] => groups.filter((group) => group.of === what);
    const decided = figuresOf(of('all')[0]);
    const deciders = of('decider').flatMap((group) =>
      group.decider === null ? [] : [{ ...group, id: group.decider }],
    );
    const names = await namesOf(
      tx,
      deciders.map(({ id }) => id),
    );
    return {
      days,
      whole: decided.total < MOST_COUNTED,
      waiting: { ...waitingIn(waiting), oldest_since: oldest.since },
      decided,
      by_priority: PRIORITIES.map((priority, urgency) => ({
        priority,
        ...waitingIn(waiting.filter((group) => group.urgency === urgency)),
        ...figuresOf(of('urgency').find((group) => group.urgency === urgency)),
      })).toReversed(),
      by_kind: of('kind').flatMap(({ kind, ...group }) => (kind === null ? [] : [{ kind, ...figuresOf(group) }])),
      by_decider: deciders.map(({ id, approved, rejected, cancelled, seconds, in_time, within_3_s }) => ({
        by: actorOf({ kind: 'member', id }, names),
        approved,
        rejected,
        cancelled,
        seconds_to_decide: timeOf(seconds),
        in_time,
        within_3_s,
      })),
    };
  });

const waitingIn = (groups: readonly WaitingGroup[]): Record<WaitingGroup['status'], number> => {
  const sum = (status: WaitingGroup['status']): number =>
    groups.reduce((total, group) => total + (group.status === status ? group.count : 0), 0);
  return { pending: sum('pending'), returned: sum('returned') };
};

const NOTHING = {
  total: 0,
  approved: 0,
  rejected: 0,
  expired: 0,
  cancelled: 0,
  person: 0,
  deadline: 0,
  rule: 0,
  bypass: 0,
  asker: 0,
  seconds: null,
  in_time: null,
  expired_share: null,
  within_3_s: null,
};

const figuresOf = (group: Omit<CountedGroup, 'of' | 'urgency' | 'kind' | 'decider'> = NOTHING): DecisionFigures => {
  const { approved, rejected, expired, cancelled, person, deadline, rule, bypass, asker } = group;
  return {
    total: group.total,
    by_status: { approved, rejected, expired, cancelled },
    by_how: { person, deadline, rule, bypass, asker },
    seconds_to_decide: timeOf(group.seconds),
    in_time: group.in_time,
    expired: group.expired_share,
    within_3_s: group.within_3_s,
  };
};

const timeOf = (seconds: CountedGroup['seconds']): DecisionFigures['seconds_to_decide'] => {
  if (seconds === null) return null;
  const [p50, p90, p95] = seconds;
  return { p50, p90, p95 };
};
