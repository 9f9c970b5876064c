import { DecisionStatistics } from '@holdfast/protocol/decisions/statistics';
import { ADA, BEN } from './identity-data.ts';
import { before } from './work-data.ts';

const NO_FIGURES = {
  total: 0,
  by_status: { approved: 0, rejected: 0, expired: 0, cancelled: 0 },
  by_how: { person: 0, deadline: 0, rule: 0, bypass: 0, asker: 0 },
  seconds_to_decide: null,
  in_time: null,
  expired: null,
  within_3_s: null,
};

const figures = (total: number, more: object = {}): object => ({
  ...NO_FIGURES,
  total,
  by_status: { approved: total - 3, rejected: 2, expired: 1, cancelled: 0 },
  by_how: { person: total - 1, deadline: 1, rule: 0, bypass: 0, asker: 0 },
  seconds_to_decide: { p50: 94, p90: 620, p95: 1_240 },
  in_time: 0.982,
  expired: 0.004,
  within_3_s: 0.021,
  ...more,
});

const URGENCIES = ['critical', 'high', 'medium', 'low'];

export const NO_STATISTICS = DecisionStatistics.parse({
  days: 30,
  whole: true,
  waiting: { pending: 0, returned: 0, oldest_since: null },
  decided: NO_FIGURES,
  by_priority: URGENCIES.map((priority) => ({ ...NO_FIGURES, priority, pending: 0, returned: 0 })),
  by_kind: [],
  by_decider: [],
});

const decider = (id: string, name: string, approved: number) => ({
  by: { kind: 'member', id, name },
  approved,
  rejected: 4,
  cancelled: 1,
  seconds_to_decide: { p50: 80, p90: 512, p95: 900 },
  in_time: 0.99,
  within_3_s: 0.12,
});

export const someStatistics = (text?: string): DecisionStatistics =>
  DecisionStatistics.parse({
    days: 30,
    whole: true,
    waiting: { pending: 5, returned: 1, oldest_since: before(14 * 60) },
    decided: figures(412),
    by_priority: URGENCIES.map((priority, index) => ({
      ...figures(40 * (index + 1)),
      priority,
      pending: index + 1,
      returned: 0,
    })),
    by_kind: [
      { ...figures(250), kind: 'refund' },
      { ...figures(31, { seconds_to_decide: null, within_3_s: null }), kind: 'contain_host' },
    ],
    by_decider: [decider(ADA, text ?? 'Ada Lovelace', 201), decider(BEN, text ?? 'Ben Okri', 180)],
  });
