import type { Finding } from '../finding.ts';
import type { Ground } from '../ours/ground.ts';
import { processorBetween } from '../ours/processor.ts';
import { usual, withMessages } from '../payloads.ts';

const CONNECTIONS = 8;

/** As much as there is, for a minute; then how long it takes until queries find all of it. */
export const acknowledge = async (ground: Ground): Promise<Finding[]> => [
  ...(await flood(ground, 'a span of 602 bytes', { acknowledged: 60_000, found: 30_000 })),
  ...(await flood(ground, 'a span of 5 KB', { acknowledged: 12_000, found: undefined })),
];

interface Bars {
  readonly acknowledged: number;
  readonly found: number | undefined;
}

const flood = async (ground: Ground, what: string, bars: Bars): Promise<Finding[]> => {
  const isLong = bars.found === undefined;
  const payload = isLong ? withMessages(ground.seed + 1) : usual(ground.seed);
  await ground.prepare(payload);
  const before = await ground.visible();
  const [since, idle] = [performance.now(), ground.processor()];
  const order = { payload, connections: CONNECTIONS, first: 0, seconds: isLong ? ground.seconds / 3 : ground.seconds };
  const sent = await ground.send(order);
  const found = (await ground.visible()) - before;
  const seconds = (performance.now() - since) / 1000;
  const spans = sent.acknowledged.length * payload.spansPerBatch;
  const cost = `generator ${perSpan(sent.processorMs, spans)} us of processor a span`;
  const waits =
    `p50 ${sent.p50.toFixed(1)} ms, p99 ${sent.p99.toFixed(1)} ms, put off ${sent.putOff}, refused ${sent.refused} ${sent.refusal ?? ''}`.trimEnd();
  return [
    {
      what: `acknowledged durable, ${what}`,
      figure: sent.spansPerSecond,
      unit: 'spans/s',
      bar: { atLeast: bars.acknowledged },
      note: `${sent.seconds.toFixed(0)} s, ${waits}; ${cost}`,
    },
    {
      what: `until queryable, ${what}`,
      figure: spans / seconds,
      unit: 'spans/s',
      ...(bars.found === undefined ? {} : { bar: { atLeast: bars.found } }),
      note: `${spans} acknowledged, ${found} found; ${processorBetween(idle, ground.processor(), spans)}`,
    },
  ];
};

const perSpan = (ms: number, spans: number): string => ((ms * 1000) / spans).toFixed(1);

const HALF = 30_000;

/** At half of the bar, at their time: requests of 1,000 spans. */
export const halfLoad = async (ground: Ground): Promise<Finding[]> => {
  const payload = usual(ground.seed + 2);
  await ground.prepare(payload);
  const idle = ground.processor();
  const sent = await ground.send({ payload, connections: 16, first: 0, seconds: ground.seconds, spansPerSecond: HALF });
  const since = performance.now();
  await ground.visible();
  const behind = performance.now() - since;
  const spans = sent.acknowledged.length * payload.spansPerBatch;
  return [
    {
      what: 'acknowledged at 30,000 spans/s, p99',
      figure: sent.p99,
      unit: 'ms',
      bar: { below: 25 },
      note: `p50 ${sent.p50.toFixed(1)} ms, slowest ${sent.slowest.toFixed(0)} ms; ${sent.spansPerSecond.toFixed(0)} spans/s; found ${behind.toFixed(0)} ms after the last; ${processorBetween(idle, ground.processor(), spans)}`,
    },
  ];
};
