import { traceIdOf } from '../payload/ids.ts';
import { TRACES, type Asking, type Listed } from './asking.ts';
import { filledSeed, fillLong, LONG } from './fill.ts';

const LIST = { times: 200, below: { p50: 9 } };

/** Whole traces, and lists of traces of any size. */
export const askForTraces = async ({ ground, list, time }: Asking): Promise<void> => {
  const { api, seed } = ground;
  await time('list of 50, traces of 20 spans', () => list({}), LIST);
  await fillLong(ground, LONG.thousand);
  await time('list of 50, traces of 1,000 spans', () => list({}), LIST);
  await time(
    'one trace of 1,000 spans',
    (nth) => api.get(spansOf(seed + LONG.thousand.seed, nth % LONG.thousand.traces), { limit: '1000' }),
    { below: { p50: 32 } },
  );
  await fillLong(ground, LONG.tenThousand);
  const whole = async (nth: number): Promise<Listed> => {
    const path = spansOf(seed + LONG.tenThousand.seed, nth % LONG.tenThousand.traces);
    const first = await api.get<Listed>(path, { limit: '5000' });
    const second = await api.get<Listed>(path, { limit: '5000', cursor: first.next_cursor ?? '' });
    return { items: [...(first.items ?? []), ...(second.items ?? [])] };
  };
  await time('one trace of 10,000 spans, in two pages', whole, { times: 20, below: { p50: 229 } });
  await time('page: spans of a trace of 20', (nth) => api.get(spansOf(filledSeed(ground), 100 + nth)), {
    below: { p99: 25 },
  });
};

export const spansOf = (seed: number, trace: number): string => `${TRACES}/${traceIdOf(seed, trace)}/spans`;
