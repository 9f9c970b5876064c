import fc from 'fast-check';
import { expect, test } from 'vitest';
import { absorb, applyEffect, compose, noEffect } from './effect.ts';
import { mergePatch } from './merge-patch.ts';
import { noFields, type Fields } from './object.ts';
import { anyPatch } from './testing/any-patch.ts';

const oneByOne = (patches: readonly Fields[], from: unknown = {}): unknown =>
  patches.reduce<unknown>((state, patch) => mergePatch(state, patch), from);

const effectOf = (patches: readonly Fields[]): Fields => patches.reduce(absorb, noEffect());

/** As the database keeps it. */
const stored = (effect: Fields): Fields => JSON.parse(JSON.stringify(effect)) as Fields;

test('what a merge patch cannot say, an effect can', () => {
  const patches = [{ a: 1 }, { a: { b: 2 } }];
  const state = applyEffect(noFields(), { a: { b: { c: 3 }, d: 4 } });
  expect(applyEffect(state, stored(effectOf(patches)))).toEqual({ a: { b: 2 } });
});

test('patches that are cut into any pieces, each kept as its effect, give the state that they give one by one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(anyPatch, { maxLength: 5 }), { maxLength: 4 }),
      fc.array(anyPatch, { maxLength: 3 }),
      (pieces, before) => {
        let state = applyEffect(noFields(), effectOf(before));
        for (const piece of pieces) state = applyEffect(state, stored(effectOf(piece)));
        expect(JSON.parse(JSON.stringify(state))).toEqual(
          JSON.parse(JSON.stringify(oneByOne([...before, ...pieces.flat()]))),
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('effects that are put together, in whatever groups, do what they do one after the other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(anyPatch, { maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 6 }),
      anyPatch,
      (pieces, cut, before) => {
        const effects = pieces.map((piece) => stored(effectOf(piece)));
        const parts = [effects.slice(0, cut), effects.slice(cut)].map((part) =>
          stored(part.reduce(compose, noEffect())),
        );
        const state = applyEffect(applyEffect(noFields(), effectOf([before])), parts.reduce(compose, noEffect()));
        expect(JSON.parse(JSON.stringify(state))).toEqual(
          JSON.parse(JSON.stringify(oneByOne([before, ...pieces.flat()]))),
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('an effect is not changed by being applied, nor by what is done to the state afterwards', () => {
  fc.assert(
    fc.property(fc.array(anyPatch, { maxLength: 4 }), anyPatch, (patches, next) => {
      const effect = stored(effectOf(patches));
      const before = JSON.stringify(effect);
      applyEffect(applyEffect(noFields(), effect), stored(effectOf([next])));
      expect(JSON.stringify(effect)).toBe(before);
    }),
  );
});
