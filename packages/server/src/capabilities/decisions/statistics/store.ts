import type { DECIDED_HOW, FINAL_STATUSES } from '@holdfast/protocol/decisions/decision';
import type { DecisionFigures } from '@holdfast/protocol/decisions/statistics';
import { MOST_COUNTED } from '@holdfast/protocol/decisions/limits';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { Read } from '../../../platform/database/transaction.ts';

type Counts = Readonly<Record<(typeof FINAL_STATUSES)[number] | (typeof DECIDED_HOW)[number], number>>;

/** Figures of all that are over, or of those of one priority, kind or decider: what it is of is the one that is not null. */
export interface CountedGroup extends Counts {
  readonly of: 'all' | 'urgency' | 'kind' | 'decider';
  readonly urgency: number | null;
  readonly kind: string | null;
  readonly decider: PrincipalId | null;
  readonly total: number;
  /** Of those that people decided. */
  readonly seconds: readonly [p50: number, p90: number, p95: number] | null;
  readonly in_time: number | null;
  readonly expired_share: number | null;
  readonly within_3_s: DecisionFigures['within_3_s'];
}

/** How many kinds and deciders are told apart. */
const MOST_OF_ONE = 100;

/** One pass over the latest of them, whatever they hold: nothing is read but what is counted. */
export const countDecided = (tx: Read, days: number): Promise<CountedGroup[]> =>
  tx.many(sql<CountedGroup>`
    with decided as materialized (
      select urgency, kind, status, decided_how, in_time,
             case when decided_how = 'person' then decided_by end as decider,
             case when decided_how = 'person'
                  then greatest(extract(epoch from decided_at - created_at), 0)::double precision end as seconds
        from decisions.decisions
       where workspace_id = ${tx.workspace} and decided_at >= (select holdfast.now() - make_interval(days => ${days}::integer))
       order by decided_at desc limit ${MOST_COUNTED}
    ), figures as (
      select case grouping(urgency, kind, decider)
               when 3 then 'urgency' when 5 then 'kind' when 6 then 'decider' else 'all' end as of,
             urgency, kind, decider, count(*) as total,
             count(*) filter (where status = 'approved') as approved,
             count(*) filter (where status = 'rejected') as rejected,
             count(*) filter (where status = 'expired') as expired,
             count(*) filter (where status = 'cancelled') as cancelled,
             count(*) filter (where decided_how = 'person') as person,
             count(*) filter (where decided_how = 'deadline') as deadline,
             count(*) filter (where decided_how = 'rule') as rule,
             count(*) filter (where decided_how = 'bypass') as bypass,
             count(*) filter (where decided_how = 'asker') as asker,
             percentile_cont(array[0.5, 0.9, 0.95]) within group (order by seconds) as seconds,
             avg(in_time::int) filter (where decided_how in ('person', 'deadline'))::double precision as in_time,
             avg((decided_how = 'deadline')::int) filter (where decided_how in ('person', 'deadline'))::double precision
               as expired_share,
             avg((seconds <= 3)::int)::double precision as within_3_s
        from decided group by grouping sets ((), (urgency), (kind), (decider))
    ), ranked as (
      select *, row_number() over (partition by of order by total desc, kind, decider) as rank
        from figures where of <> 'decider' or decider is not null
    )
    select * from ranked where rank <= ${MOST_OF_ONE} order by of, rank`);

export interface WaitingGroup {
  readonly status: 'pending' | 'returned';
  readonly urgency: number;
  readonly count: number;
}

export const countWaiting = (tx: Read): Promise<WaitingGroup[]> =>
  tx.many(sql<WaitingGroup>`
    select status, urgency, count(*) as count from decisions.decisions
     where workspace_id = ${tx.workspace} and status in ('pending', 'returned') group by status, urgency`);

/** Ids are in the order in which they were asked for, so that two rows are read and not all that wait. */
export const oldestWaiting = (tx: Read): Promise<{ readonly since: Timestamp | null }> =>
  tx.one(sql<{ readonly since: Timestamp | null }>`
    select least(
      (select created_at from decisions.decisions
        where workspace_id = ${tx.workspace} and status = 'pending' order by id limit 1),
      (select created_at from decisions.decisions
        where workspace_id = ${tx.workspace} and status = 'returned' order by id limit 1)) as since`);
