import { until } from '../lab/wait.ts';
import { times } from '../load.ts';
import { expectThat } from '../oracles/expect-that.ts';
import type { Proving } from '../scenario.ts';
import type { Embedder } from '../simulators/embeddings/embedder.ts';
import { startEmbedding, type Pace } from './embedding.ts';

interface Wanted extends Pace {
  readonly pairs: number;
  /** What others need for as many. */
  readonly seconds: number;
}

const LATENCY_MS = 100;
/** The question, and the answer. */
const TEXTS = 2;

/** The fewest requests that hold all texts. */
const leastRequests = ({ pairs, batch }: Wanted): number => Math.ceil((pairs * TEXTS) / batch);

/** From the first request to the moment when somebody who asks is told that all are embedded. */
export const expectAsFastAsTheEmbedder = async ({ lab, report }: Proving, wanted: Wanted): Promise<void> => {
  const ground = await startEmbedding(lab);
  const { simulator } = ground;
  await ground.choose({ kind: 'none' });
  await ground.addPairs(wanted.pairs);
  await ground.chooseSimulated(wanted);
  // what is slow once, as connections and code that never ran, is over; now all are embedded anew
  await ground.untilEmbedded(wanted.pairs, wanted.seconds);
  await ground.choose({ kind: 'none' });
  simulator.play(() => ({ latencyMs: LATENCY_MS }));
  // behind the try-out, which is one request
  const first = simulator.asked.length + 1;
  await ground.chooseSimulated(wanted);
  const since = await until('the first request', { seconds: 30 }, () => simulator.asked[first]?.at);
  const took = await ground.untilEmbedded(wanted.pairs, wanted.seconds, since);
  const bodies = simulator.asked.slice(first).map(({ body }) => body);
  const most = simulator.mostAtOnce();
  const floor = await askBarely(simulator, bodies, wanted.concurrency);

  report.figure('pairs embedded', wanted.pairs);
  report.figure('requests', bodies.length);
  report.figure('most requests at once', most);
  report.figure("the embedder's floor", Math.round(floor), 'ms');
  report.figure('time until all were embedded', Math.round(took), 'ms');
  report.figure("ratio to the embedder's floor", took / floor, 'x');
  expectThat(bodies.length <= leastRequests(wanted) * 1.1, 'requests are as full as they may be', {
    requests: bodies.length,
  });
  expectThat(most <= wanted.concurrency, 'no more requests at once than it bears', { most });
  expectThat(took < wanted.seconds * 1000, 'all are embedded in time', { took });
};

/** The same requests, as many at once, by somebody who does nothing else and stores nothing: how long the embedder itself takes. */
const askBarely = async (simulator: Embedder, bodies: readonly string[], concurrency: number): Promise<number> => {
  const since = performance.now();
  let next = 0;
  await times(concurrency, async () => {
    for (;;) {
      const body = bodies[next];
      if (body === undefined) return;
      next += 1;
      const answer = await fetch(`${simulator.url}/v1/embeddings`, { method: 'POST', body });
      await answer.arrayBuffer();
    }
  });
  return performance.now() - since;
};
