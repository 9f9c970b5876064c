import type { MetricEntry } from '@holdfast/protocol/telemetry/metric-entry';
import { METRICS, type MetricName } from '@holdfast/protocol/telemetry/metrics';
import { within } from '../clock/deadline.ts';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

type LabelsOf<Name extends MetricName> = Readonly<Record<(typeof METRICS)[Name]['labels'][number], string>>;
type OfKind<Kind extends MetricEntry['kind']> = {
  [Name in MetricName]: (typeof METRICS)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

type Readings<Name extends MetricName> = readonly { readonly labels: LabelsOf<Name>; readonly value: number }[];

/** Metrics by the names of the catalogue; the compiler knows each one's kind and labels. */
export interface Metrics {
  count<Name extends OfKind<'counter'>>(name: Name, labels: LabelsOf<Name>, by?: number): void;
  observe<Name extends OfKind<'histogram'>>(name: Name, labels: LabelsOf<Name>, value: number): void;
  /** A gauge is read when somebody asks. One that cannot be read in time has no value in that answer. */
  gauge<Name extends OfKind<'gauge'>>(name: Name, read: () => Readings<Name> | Promise<Readings<Name>>): void;
  render(): Promise<string>;
  readonly contentType: string;
}

/** Whoever collects metrics waits ten seconds at most, and wants those most that tell why some are missing. */
const READING_MS = 1000;

export const createMetrics = (): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'holdfast_' });
  const made = new Map<string, Counter | Histogram>();

  const make = (name: MetricName): Counter | Histogram => {
    const { kind, help, labels, buckets }: MetricEntry = METRICS[name];
    const options = { name, help, labelNames: [...labels], registers: [registry] };
    const metric =
      kind === 'counter'
        ? new Counter(options)
        : new Histogram({ ...options, ...(buckets === undefined ? {} : { buckets: [...buckets] }) });
    made.set(name, metric);
    return metric;
  };

  for (const [name, { kind }] of Object.entries(METRICS) as [MetricName, MetricEntry][])
    if (kind !== 'gauge') make(name);

  return {
    count: (name, labels, by = 1) => (made.get(name) as Counter).inc(labels, by),
    observe: (name, labels, value) => (made.get(name) as Histogram).observe(labels, value),
    gauge(name, read) {
      const { help, labels } = METRICS[name];
      const gauge: Gauge = new Gauge({
        name,
        help,
        labelNames: [...labels],
        registers: [registry],
        collect: async () => {
          gauge.reset();
          const readings = await within(READING_MS, `Reading ${name}`, Promise.resolve(read())).catch(() => []);
          for (const { labels: of, value } of readings) gauge.set(of, value);
        },
      });
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
};
