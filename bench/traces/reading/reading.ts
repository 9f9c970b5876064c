import type { Finding } from '../finding.ts';
import type { Ground } from '../ours/ground.ts';
import { createAsking, TRACES, type Asking } from './asking.ts';
import { fill } from './fill.ts';
import { askForPages } from './pages.ts';
import { askForTraces } from './traces.ts';

/** So many spans; then what people ask of them. */
export const reading = async (ground: Ground, spans: number): Promise<Finding[]> => {
  await fill(ground, spans);
  const asking = createAsking(ground);
  await askForTraces(asking);
  await askForPages(asking);
  await askForSpans(asking);
  for (const name of ['facets', 'histogram', 'aggregates'])
    await asking.time(name, () => ground.api.get(`${TRACES}/${name}`), { times: 10 });
  const there = await ground.visible();
  return asking.found.map((finding) => ({ ...finding, note: `${finding.note}, of ${there} spans` }));
};

/** With all that was sent: the latest lie in the log, the oldest in a sealed file. */
const askForSpans = async ({ ground, list, time }: Asking): Promise<void> => {
  for (const [what, sort] of [
    ['latest', '-start'],
    ['oldest', 'start'],
  ] as const) {
    const [trace] = (await list({ sort })).items ?? [];
    const spans = `${TRACES}/${trace?.trace_id}/spans`;
    const { items } = await ground.api.get<{ items: { span_id: string }[] }>(spans);
    await time(`one span with everything, of the ${what}`, (nth) =>
      ground.api.get(`${spans}/${items[nth % items.length]?.span_id}`),
    );
  }
};
