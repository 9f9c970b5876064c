import { describe, expect, test } from 'vitest';
import { EVENTS, type EventEntry } from './events.ts';
import type { MetricEntry } from './metric-entry.ts';
import { METRICS } from './metrics.ts';

const IDENTIFYING = /workspace|member|principal|account|trace|span|email|address|path|url|user/;

describe.each(Object.entries<MetricEntry>(METRICS))('%s', (name, { kind, help, labels, buckets }) => {
  test('has a name that Prometheus people can read', () => {
    expect(name).toMatch(/^holdfast_[a-z]+(_[a-z]+)*$/);
    expect(name.endsWith('_total')).toBe(kind === 'counter');
    if (kind === 'histogram') expect(name).toMatch(/_(seconds|bytes)$/);
  });

  test('has labels that stay few', () => {
    expect(labels.filter((label) => IDENTIFYING.test(label))).toEqual([]);
  });

  test('says what it counts', () => {
    expect(help).toMatch(/^\S.*\.$/);
  });

  test('has growing buckets exactly when it is a histogram', () => {
    expect(buckets !== undefined).toBe(kind === 'histogram');
    expect([...(buckets ?? [])].toSorted((left, right) => left - right)).toEqual(buckets ?? []);
  });
});

describe.each(Object.entries<EventEntry>(EVENTS))('%s', (name, { means, fields }) => {
  test('is something that happened, told in a sentence', () => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
    expect(means).toMatch(/^[A-Z].*\.$/);
  });

  test('has every field once', () => {
    expect(new Set(fields).size).toBe(fields.length);
    for (const field of fields) expect(field).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });
});
