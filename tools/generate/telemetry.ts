import { EVENTS } from '@holdfast/protocol/telemetry/events';
import type { EventEntry } from '@holdfast/protocol/telemetry/events';
import { SPAN_ATTRIBUTES } from '@holdfast/protocol/telemetry/span-attributes';
import { METRICS } from '@holdfast/protocol/telemetry/metrics';
import type { MetricEntry } from '@holdfast/protocol/telemetry/metric-entry';
import { code, generatedFrom, table } from './markdown.ts';

const list = (names: readonly string[]): string => names.map(code).join(', ');

const events = (): string =>
  table(
    ['event', 'means', 'fields'],
    Object.entries<EventEntry>(EVENTS).map(([name, { means, fields }]) => [code(name), means, list(fields)]),
  );

const metrics = (): string =>
  table(
    ['metric', 'kind', 'means', 'labels', 'buckets'],
    Object.entries<MetricEntry>(METRICS).map(([name, { kind, help, labels, buckets = [] }]) => [
      code(name),
      kind,
      help,
      list(labels),
      buckets.join(', '),
    ]),
  );

const attributes = (): string =>
  table(
    ['attribute', 'means'],
    Object.entries(SPAN_ATTRIBUTES).map(([name, means]) => [code(name), means]),
  );

export const telemetryPage = (): string => `# Events, metrics and attributes of spans

${generatedFrom('packages/protocol/src/telemetry')}

## Events

Log lines carry these names.

${events()}

## Metrics

Served at \`/metrics\`. No label names a workspace, a member or a trace.

${metrics()}

## Attributes of spans

What Holdfast's own spans say, beside the attributes that OpenTelemetry names.

${attributes()}
`;
