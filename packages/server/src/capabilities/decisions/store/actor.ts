import type { DECISION_ACTOR_KINDS } from '@holdfast/protocol/decisions/decision';
import type { PrincipalId } from '@holdfast/protocol/ids';

export type ActorKind = (typeof DECISION_ACTOR_KINDS)[number];

/** Whoever did something, by id: what they are called is looked up when it is shown. */
export interface StoredActor {
  readonly kind: ActorKind;
  readonly id: PrincipalId | null;
}

export const THE_CLOCK: StoredActor = { kind: 'clock', id: null };
