import { METRICS } from '@holdfast/protocol/telemetry/metrics';
import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

const linesOf = async (metrics: ReturnType<typeof createMetrics>, name: string): Promise<string[]> =>
  (await metrics.render()).split('\n').filter((line) => line.startsWith(name));

test('counters and histograms of the catalogue are there before anything happened', async () => {
  const text = await createMetrics().render();
  for (const [name, { kind, help }] of Object.entries(METRICS)) {
    expect(text.includes(`# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n`)).toBe(kind !== 'gauge');
  }
});

test('a count grows by one or by what is said', async () => {
  const metrics = createMetrics();
  metrics.count('holdfast_failures_total', { code: 'invalid' });
  metrics.count('holdfast_failures_total', { code: 'invalid' }, 4);
  expect(await linesOf(metrics, 'holdfast_failures_total')).toEqual(['holdfast_failures_total{code="invalid"} 5']);
});

test('a histogram has the buckets of the catalogue', async () => {
  const metrics = createMetrics();
  metrics.observe('holdfast_http_request_seconds', { operation: 'a.b' }, 0.003);
  const lines = await linesOf(metrics, 'holdfast_http_request_seconds_bucket');
  expect(lines).toHaveLength(METRICS.holdfast_http_request_seconds.buckets.length + 1);
  expect(lines).toContain('holdfast_http_request_seconds_bucket{le="0.0025",operation="a.b"} 0');
  expect(lines).toContain('holdfast_http_request_seconds_bucket{le="0.005",operation="a.b"} 1');
});

test('a gauge is asked when somebody looks, and forgets what is no longer there', async () => {
  const metrics = createMetrics();
  let states = [
    { labels: { state: 'busy' }, value: 1 },
    { labels: { state: 'idle' }, value: 2 },
  ];
  metrics.gauge('holdfast_database_connections', () => states);
  expect(await linesOf(metrics, 'holdfast_database_connections')).toEqual([
    'holdfast_database_connections{state="busy"} 1',
    'holdfast_database_connections{state="idle"} 2',
  ]);
  states = [{ labels: { state: 'idle' }, value: 5 }];
  expect(await linesOf(metrics, 'holdfast_database_connections')).toEqual([
    'holdfast_database_connections{state="idle"} 5',
  ]);
});

test('a gauge that cannot be read leaves the others readable', async () => {
  const metrics = createMetrics();
  metrics.gauge('holdfast_jobs_waiting', () => Promise.reject(new Error('the database is away')));
  metrics.gauge('holdfast_jobs_dead', () => new Promise(() => {}));
  metrics.gauge('holdfast_http_requests_in_flight', () => [{ labels: {}, value: 3 }]);
  const text = await metrics.render();
  expect(text).toContain('holdfast_http_requests_in_flight 3');
  expect(text).not.toContain('holdfast_jobs_waiting{');
});

test('a label cannot break out of its line', async () => {
  const metrics = createMetrics();
  metrics.count('holdfast_failures_total', { code: 'a"} 1\nforged 1' });
  expect((await metrics.render()).split('\n')).not.toContain('forged 1');
});
