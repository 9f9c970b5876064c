import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const NAMES = ['start', 'migrate', 'config', 'doctor', 'prove'];

test.each([
  ['strat', 'start'],
  ['starts', 'start'],
  ['confg', 'config'],
  ['docter', 'doctor'],
  ['prov', 'prove'],
  ['mirgate', 'migrate'],
])('%s was meant to be %s', (typed, meant) => {
  expect(nearest(typed, NAMES)).toBe(meant);
});

test('a setting without a word in its middle is understood, if only one is meant', () => {
  const settings = [
    'HOLDFAST_DATA',
    'HOLDFAST_OTLP_HTTP_PORT',
    'HOLDFAST_HTTP_PORT',
    'HOLDFAST_LOG_LEVEL',
    'HOLDFAST_LOG_FORMAT',
  ];
  expect(nearest('HOLDFAST_PORT', settings)).toBe('HOLDFAST_HTTP_PORT');
  expect(nearest('HOLDFAST_LOG', settings)).toBeUndefined();
});

test.each(['frobnicate', 'x', '', 'configure-everything'])('%j is near to nothing', (typed) => {
  expect(nearest(typed, NAMES)).toBeUndefined();
});

test('what is among the names is itself, whatever the others are', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.nat(), (names, pick) => {
      const name = names[pick % names.length] ?? '';
      expect(nearest(name, names)).toBe(name);
    }),
  );
});

test('one letter too many, too few or wrong is understood in a name of any setting’s length', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Z_]{8,30}$/),
      fc.nat(),
      fc.constantFrom('add', 'drop', 'change'),
      (name, pick, slip) => {
        const at = pick % name.length;
        const typed = name.slice(0, at) + (slip === 'drop' ? '' : '#') + name.slice(slip === 'add' ? at : at + 1);
        expect(nearest(typed, ['HOLDFAST', name])).toBe(name);
      },
    ),
  );
});
