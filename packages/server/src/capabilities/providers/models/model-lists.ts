import type { ModelList } from '@holdfast/protocol/providers/models';
import type { ProviderId } from '@holdfast/protocol/providers/providers';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Flights } from './flights.ts';
import { findList, type KeptList } from './store.ts';
import { isStale, judge, type Standing } from './rules.ts';

export interface ModelLists {
  list(ctx: Context, id: ProviderId, wantsNew: boolean): Promise<ModelList>;
}

export interface ModelListParts {
  readonly flights: Pick<Flights, 'fly'>;
  readonly keptForMs: number;
}

/** Looks at what is kept, and at what has come after each wait, until there is an answer. */
export const createModelLists = ({ flights, keptForMs }: ModelListParts): ModelLists => ({
  async list({ db, workspace, signal, log }, id, wantsNew) {
    for (let wish = wantsNew; ; wish = false) {
      signal.throwIfAborted();
      const kept = (await db.read((tx) => findList(tx, id))) ?? fail('not_found');
      const standing = standingOf(kept);
      const verdict = judge(standing, { keptForMs, wantsNew: wish });
      if (verdict === 'refuse') return refuse(kept);
      if (verdict === 'wait') {
        await flights.fly(workspace, id, kept.attempt);
        continue;
      }
      if (verdict === 'renew')
        flights.fly(workspace, id, kept.attempt).catch((error: unknown) => {
          log.warn(
            { err: error, provider: id },
            'A list of models could not be fetched anew. What is kept is answered.',
          );
        });
      return answerOf(kept, {
        stale: isStale(standing, keptForMs),
        refreshing: standing.inFlight || verdict === 'renew',
      });
    }
  },
});

const standingOf = (kept: KeptList): Standing => ({
  ageMs: kept.age_ms,
  hasFailed: kept.failure_code !== null,
  againInMs: kept.again_in_ms,
  inFlight: kept.in_flight,
});

const answerOf = (kept: KeptList, { stale, refreshing }: Pick<ModelList, 'stale' | 'refreshing'>): ModelList => ({
  items: [...(kept.models ?? [])],
  next_cursor: null,
  // a list that is answered was fetched
  fetched_at: kept.fetched_at as ModelList['fetched_at'],
  stale,
  refreshing,
  failure: failureOf(kept),
});

const failureOf = ({ failure_code: code, failure_detail: detail, failed_at: at }: KeptList): ModelList['failure'] =>
  code === null || detail === null || at === null ? null : { code, detail, at };

const refuse = (kept: KeptList): never => {
  const { code, detail } = failureOf(kept) ?? fail('internal');
  return fail(code, { detail, retryAfterSeconds: Math.max(1, kept.again_in_ms / 1000) });
};
