import { expect, test } from 'vitest';
import type { GenAiKind } from './gen-ai-span.ts';
import { rollUp } from './roll-up.ts';

const span = (spanId: string, parentSpanId: string | undefined, kind: GenAiKind, input?: number) => ({
  spanId,
  parentSpanId,
  kind,
  usage: input === undefined ? undefined : { input, cacheRead: 0, cacheWrite: 0, output: 1, reasoning: 0, audio: 0 },
  cost: input === undefined ? undefined : { input: undefined, output: undefined, total: input / 1_000 },
});

test('an agent that repeats the sum of its calls is not counted', () => {
  const spans = [
    span('a', undefined, 'agent', 30),
    span('b', 'a', 'generation', 10),
    span('c', 'a', 'generation', 20),
    span('d', 'a', 'tool'),
  ];
  expect(rollUp(spans)).toMatchObject({ usage: { input: 30, output: 2 }, costUsd: 0.03, generations: 2 });
});

test('of a call around a call the inner one counts, in whatever order they come', () => {
  const spans = [
    span('outer', undefined, 'generation', 10),
    span('between', 'outer', 'span'),
    span('inner', 'between', 'generation', 10),
  ];
  expect(rollUp(spans)).toMatchObject({ usage: { input: 10 }, generations: 1 });
  expect(rollUp(spans.toReversed())).toMatchObject({ usage: { input: 10 }, generations: 1 });
});

test('an inner call that says nothing of tokens leaves the outer one to count', () => {
  expect(rollUp([span('outer', undefined, 'generation', 10), span('inner', 'outer', 'generation')])).toMatchObject({
    usage: { input: 10 },
  });
});

test('a generation whose parent is not here counts, one that is its own parent too', () => {
  expect(rollUp([span('a', 'elsewhere', 'generation', 1), span('b', 'b', 'generation', 2)])).toMatchObject({
    usage: { input: 3 },
  });
});

test('spans in a circle end, and 100,000 in a row do not take long', () => {
  expect(rollUp([span('a', 'b', 'generation', 1), span('b', 'a', 'generation', 1)]).generations).toBe(0);
  const row = Array.from({ length: 100_000 }, (_, index) =>
    span(`s${index}`, index === 0 ? undefined : `s${index - 1}`, 'generation', 1),
  );
  expect(rollUp(row)).toMatchObject({ usage: { input: 1 }, generations: 1 });
});
