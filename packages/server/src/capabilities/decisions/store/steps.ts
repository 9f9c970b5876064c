import type { STEPS } from '@holdfast/protocol/decisions/decision';
import type { PrincipalId } from '@holdfast/protocol/ids';
import { sql, type RawBuilder } from 'kysely';
import type { StoredActor } from './actor.ts';
import type { StoredDecision } from './decisions.ts';

/** Something that is done with a decision, as the chain of steps says it. */
export interface Done {
  readonly step: (typeof STEPS)[number];
  readonly by: StoredActor;
  readonly reason?: string | undefined;
  readonly to?: PrincipalId | undefined;
}

/** What was just done, and what the decision is now. */
export interface Stepped {
  readonly done: Done;
  readonly now: StoredDecision;
}

/** Written in one statement with what changes the decision, `d`: as number, level and revision what it has then. One step a version. */
export const stepOfD = ({ step, by, reason, to }: Done): RawBuilder<unknown> => sql`
  insert into decisions.steps (workspace_id, decision_id, number, step, actor_kind, actor_id, reason, level, revision, to_id)
  select workspace_id, id, version, ${step}, ${by.kind}, ${by.id}::uuid, ${reason ?? null}, level, revision, ${to ?? null}::uuid
    from d`;
