import { expect, test } from 'vitest';
import { toLengthOne } from '../../static-embedder/static-embedder.ts';
import { createBuiltInEmbedder } from '../../static-embedder/built-in-embedder.ts';
import { beyond } from '../../search/pair-index/fusing.ts';
import { backgroundOf, UNRELATED } from './background.ts';

/** Vectors as some embedders make them, all of which go nearly one way: no two are less alike than so. */
const leaning = (vectors: readonly (Float32Array | undefined)[], towards: number) =>
  vectors.map((vector) => vector && toLengthOne(Float32Array.from([...vector, Math.sqrt(towards / (1 - towards))])));

const cosine = (one: Float32Array | undefined, other: Float32Array | undefined): number =>
  one?.reduce((sum, value, at) => sum + value * (other?.[at] ?? 0), 0) ?? 0;

test('what all texts have in common is measured, and taken away leaves what an embedder without it says', async () => {
  const builtIn = createBuiltInEmbedder();
  const plain = await builtIn.embed(UNRELATED);
  expect(backgroundOf(plain)).toBe(0);
  const pair = await builtIn.embed(['How do I send an order back?', 'How do I return an order?']);
  for (const towards of [0.3, 0.7, 0.9]) {
    const background = backgroundOf(leaning(plain, towards));
    expect(Math.abs(background - towards)).toBeLessThan(0.03);
    const [one, other] = leaning(pair, towards);
    expect(beyond(background, cosine(one, other))).toBeCloseTo(cosine(pair[0], pair[1]), 1);
  }
  await builtIn.close();
});

test('an embedder to which everything is one, or that gives a single vector, leaves numbers that can be reckoned with', () => {
  const same = Float32Array.from([1, 0]);
  expect(beyond(backgroundOf([same, same, same]), 1)).toBeCloseTo(1);
  expect(backgroundOf([same, undefined])).toBe(0);
  expect(backgroundOf([same, Float32Array.from([-1, 0])])).toBe(0);
  expect(beyond(0.9, -1)).toBe(-1);
});
