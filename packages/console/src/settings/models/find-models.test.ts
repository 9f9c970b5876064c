import type { Model } from '@holdfast/protocol/providers/models';
import { expect, it } from 'vitest';
import { findModels } from './find-models.ts';

const MODELS: readonly Model[] = [
  { id: 'sim-large-2', name: 'Simulated Large', created_at: null },
  { id: 'sim-small', name: 'sim-small', created_at: null },
];

it.each([
  ['', 2],
  ['   ', 2],
  ['LARGE', 1],
  ['2 sim', 1],
  ['simulated', 1],
  ['large small', 0],
])('finds by %j %i of two', (words, count) => {
  expect(findModels(MODELS, words)).toHaveLength(count);
});
