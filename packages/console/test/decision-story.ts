import { type Decision, Revision, Step } from '@holdfast/protocol/decisions/decision';
import { BEN_ACTS, hash, ISOLATE, RETURNED } from './decisions-data.ts';
import { before } from './work-data.ts';

/** What was done with a decision so far. */
export const stepsOf = ({ id, created_at: at, asked_by: by }: Decision, text?: string): Step[] => {
  const one = (number: number, more: object): Step =>
    Step.parse({ number, reason: null, level: 1, revision: 1, to: null, at, by, ...more });
  const asked = one(1, { step: 'submitted' });
  if (id === RETURNED)
    return [
      asked,
      one(2, { step: 'returned', by: BEN_ACTS, reason: 'Which order?', at: before(900) }),
      one(3, { step: 'answered', at: before(800) }),
      one(4, {
        step: 'returned',
        by: BEN_ACTS,
        reason: text ?? 'Which street, the old one or the new one?',
        at: before(700),
      }),
    ];
  if (id !== ISOLATE) return [asked];
  return [
    asked,
    one(2, { step: 'claimed', by: BEN_ACTS, at: before(40) }),
    one(3, {
      step: 'revised',
      by: BEN_ACTS,
      reason: text ?? 'A day is too long for a suspicion.',
      revision: 2,
      at: before(30),
    }),
    one(4, { step: 'released', by: BEN_ACTS, revision: 2, at: before(20) }),
  ];
};

/** What was asked for, and changed since. */
export const revisionsOf = (decision: Decision, text?: string): Revision[] => {
  const { arguments: present, arguments_sha256: sha, revision, created_at: at } = decision;
  const first = { ...present, duration_min: text ?? 1_440 };
  const one = (more: object): Revision =>
    Revision.parse({
      revision: 1,
      arguments: first,
      arguments_sha256: hash('41ab'),
      by: decision.asked_by,
      reason: null,
      differences: [],
      more_differences: false,
      at,
      ...more,
    });
  if (revision === 1) return [one({ arguments: present, arguments_sha256: sha })];
  return [
    one({}),
    one({
      revision: 2,
      arguments: present,
      arguments_sha256: sha,
      by: BEN_ACTS,
      reason: text ?? 'A day is too long for a suspicion.',
      differences: [{ pointer: '/duration_min', was: 1_440, is: present['duration_min'] }],
      more_differences: false,
      at: before(30),
    }),
  ];
};
