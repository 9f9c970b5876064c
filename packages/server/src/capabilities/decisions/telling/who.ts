import type { PrincipalId } from '@holdfast/protocol/ids';
import type { NotificationTopic } from '@holdfast/protocol/notifications/topics';
import type { MemberNow } from '../../identity/index.ts';
import { hindranceOf } from '../rules/hindrance.ts';
import { isUrgent } from '../rules/urgency.ts';
import type { StoredSummary } from '../store/decisions.ts';
import { stateOf } from '../to-decision.ts';
import { untouched } from '../weigh.ts';
import { NEARING, type ToTell } from './tell-job.ts';

/** Whom it needs, and of which topic that is. */
export interface Needed {
  readonly topic: NotificationTopic;
  readonly to: readonly PrincipalId[];
}

/** Undefined when it needs nobody because of this: it went on meanwhile, or is over. */
export const whoIsNeeded = (
  { step, level, version }: ToTell,
  decision: StoredSummary,
  members: readonly MemberNow[],
): Needed | undefined => {
  const { status, claimed_by: claimant, owner_account: owner } = decision;
  if (step === 'returned' && status === 'returned') return yours(members.filter(({ account }) => account === owner));
  if (status !== 'pending') return undefined;
  if (step === 'delegated')
    return decision.version === version ? yours(members.filter(({ id }) => id === claimant)) : undefined;
  if (step !== NEARING && (!WAITS.has(step) || decision.level !== level)) return undefined;
  const topic = isUrgent(decision) ? 'decision_urgent' : 'decision_waits';
  return { topic, to: members.filter((member) => mayDecide(decision, member)).map(({ id }) => id) };
};

/** After these it waits for anybody who may decide it. */
export const WAITS: ReadonlySet<string> = new Set(['submitted', 'escalated', 'answered']);

const yours = (members: readonly MemberNow[]): Needed => ({ topic: 'decision_yours', to: members.map(({ id }) => id) });

/** By the rules of the act that anybody may do who decides, whoever has claimed it at the moment. */
const mayDecide = (stored: StoredSummary, { id, role, account }: MemberNow): boolean => {
  const state = stateOf({ ...untouched(stored), editors: [], options: [] });
  return hindranceOf('reject', state, { kind: 'member', id, role, account, isProved: true }) === undefined;
};
