import type { Evidence, Level, Option, Verdict } from '@holdfast/protocol/decisions/decision';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { AccountId } from '@holdfast/protocol/identity/people';
import { sql } from 'kysely';
import type { Write } from '../../../platform/database/transaction.ts';
import type { RuleText } from '../ruling/judge.ts';
import { untilMoved } from '../rules/levels.ts';
import type { StoredActor } from './actor.ts';
import { WHOLE_OF_NEW, type StoredDecision } from './decisions.ts';
import { inSeconds } from './in-seconds.ts';
import { stepOfD, type Done, type Stepped } from './steps.ts';

export interface NewDecision {
  readonly id: DecisionId;
  readonly kind: string;
  readonly title: string;
  readonly urgency: number;
  readonly arguments: string;
  readonly sha256: Buffer;
  readonly evidence: readonly Evidence[];
  readonly options: readonly Option[];
  readonly asker: StoredActor & { readonly kind: 'member' | 'key' };
  readonly account: AccountId;
  readonly agent: string | undefined;
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  readonly levels: readonly Level[];
  readonly deadlineSeconds: number;
  readonly defaultVerdict: Verdict;
  readonly quorum: number;
  readonly fourEyes: boolean;
  readonly secondFactor: boolean;
  readonly requiredBy: readonly RuleText[];
}

export const insertDecision = async (tx: Write, one: NewDecision): Promise<Stepped> => {
  const done: Done = { step: 'submitted', by: one.asker };
  const now = await tx.one(sql<StoredDecision>`
    with d as (insert into decisions.decisions
      (workspace_id, id, kind, title, urgency, arguments, arguments_sha256, evidence, options, asker_kind, asker_id, owner_account,
       agent, trace_id, span_id, levels, due_at, moves_at, deadline_at, default_verdict, quorum, four_eyes, second_factor, required_by)
    values
      (${tx.workspace}, ${one.id}, ${one.kind}, ${one.title}, ${one.urgency}, ${one.arguments}, ${one.sha256},
       ${JSON.stringify(one.evidence)}::jsonb, ${JSON.stringify(one.options)}::jsonb, ${one.asker.kind}, ${one.asker.id},
       ${one.account}, ${one.agent ?? null}, ${one.traceId ?? null}, ${one.spanId ?? null}, ${JSON.stringify(one.levels)}::jsonb,
       ${inSeconds(one.levels[0]?.within_seconds ?? null)}, ${inSeconds(untilMoved(one.levels, 1))},
       ${inSeconds(one.deadlineSeconds)},
       ${one.defaultVerdict}, ${one.quorum}, ${one.fourEyes}, ${one.secondFactor},
       ${JSON.stringify(one.requiredBy)}::jsonb)
    returning *), step as (${stepOfD(done)})
    select ${WHOLE_OF_NEW} from d`);
  return { done, now };
};
