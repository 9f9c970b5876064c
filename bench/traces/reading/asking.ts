import type { Trace } from '@holdfast/protocol/traces/trace';
import { percentiles } from '../../lib/percentiles.ts';
import type { Finding } from '../finding.ts';
import type { Ground } from '../ours/ground.ts';
import type { Processor } from '../ours/processor.ts';

export const TRACES = '/api/v1/traces';

/** Of any of the lists. */
export interface Listed<Item = unknown> {
  readonly items?: readonly Item[];
  readonly next_cursor?: string | null;
}

type Query = Readonly<Record<string, string>>;

/** Asks one question after the other, one at a time, and keeps what it took. */
export interface Asking {
  readonly ground: Ground;
  readonly found: Finding[];
  list(query: Query): Promise<Listed<Trace>>;
  time(what: string, ask: (nth: number) => Promise<Listed>, how?: How): Promise<void>;
}

interface How {
  readonly times?: number;
  readonly below?: { readonly p50: number } | { readonly p99: number };
}

export const createAsking = (ground: Ground): Asking => {
  const found: Finding[] = [];
  return {
    ground,
    found,
    list: (query) => ground.api.get(TRACES, { limit: '50', ...query }),
    async time(what, ask, { times = 100, below } = {}) {
      // the first question of a kind warms what it needs
      let rows = (await ask(0)).items?.length ?? 1;
      const [took, before]: [number[], Processor] = [[], ground.processor()];
      for (let nth = 0; nth < times; nth += 1) {
        const since = performance.now();
        rows = (await ask(nth)).items?.length ?? 1;
        took.push(performance.now() - since);
      }
      const { p50, p99 } = percentiles(took);
      const now = ground.processor();
      const each = (part: 'server' | 'store'): string => ((now[part] - before[part]) / times).toFixed(1);
      const isMedian = below !== undefined && 'p50' in below;
      found.push({
        what: `${what}, ${isMedian ? 'p50' : 'p99'}`,
        figure: isMedian ? p50 : p99,
        unit: 'ms',
        ...(below === undefined ? {} : { bar: { below: 'p50' in below ? below.p50 : below.p99 } }),
        note: `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${rows} rows; processor each: server ${each('server')}, store ${each('store')} ms`,
      });
    },
  };
};
