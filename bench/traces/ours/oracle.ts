import { placeOf, spanIdOf, traceIdOf } from '../payload/ids.ts';
import type { Payload } from '../payload/batch.ts';
import type { Api } from './api.ts';

/** Knows from their numbers which spans were acknowledged, and reads them back one by one. */
export interface Oracle {
  acknowledged(batches: readonly number[]): void;
  /** Everything, or what was acknowledged since it looked last. */
  look(api: Api, what: 'latest' | 'all'): Promise<void>;
  isContent(): boolean;
  wrong(): number;
  told(): string;
}

const READERS = 8;

export const createOracle = (payload: Payload): Oracle => {
  const all = new Map<number, Set<string>>();
  let latest = new Set<number>();
  const wrong = { missing: 0, twice: 0 };
  let [spans, read] = [0, 0];

  const lookAt = async (api: Api, trace: number): Promise<void> => {
    const seen = new Map<string, number>();
    const path = `/api/v1/traces/${traceIdOf(payload.seed, trace)}/spans`;
    const { items } = await api.get<{ items: { span_id: string }[] }>(path, { limit: '1000' });
    for (const { span_id } of items) seen.set(span_id, (seen.get(span_id) ?? 0) + 1);
    for (const id of all.get(trace) ?? []) if (!seen.has(id)) wrong.missing += 1;
    for (const times of seen.values()) if (times > 1) wrong.twice += 1;
    read += items.length;
  };

  return {
    acknowledged(batches) {
      for (const batch of batches) {
        for (let index = 0; index < payload.spansPerBatch; index += 1) {
          const place = placeOf(payload, batch, index);
          const ids = all.get(place.trace) ?? new Set();
          all.set(place.trace, ids.add(spanIdOf(payload, place)));
          latest.add(place.trace);
        }
        spans += payload.spansPerBatch;
      }
    },
    async look(api, what) {
      const traces = (what === 'all' ? [...all.keys()] : [...latest])[Symbol.iterator]();
      latest = new Set();
      const reader = async (): Promise<void> => {
        for (const trace of traces) await lookAt(api, trace);
      };
      await Promise.all(Array.from({ length: READERS }, reader));
    },
    isContent: () => wrong.missing + wrong.twice === 0,
    wrong: () => wrong.missing + wrong.twice,
    told: () => `${spans} spans acknowledged, ${read} read, ${wrong.missing} missing, ${wrong.twice} twice`,
  };
};
