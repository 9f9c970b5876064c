import { expect, it } from 'vitest';
import { type Scalar, typedValue, typedValues, writtenValue, writtenValues } from './typed-value.ts';

it.each<[string, Scalar]>([
  ['5000', 5_000],
  ['-0.5', -0.5],
  ['1e3', 1_000],
  ['007', '007'],
  ['true', true],
  ['null', null],
  ['"true"', 'true'],
  ['"5000"', '5000'],
  [' prod ', 'prod'],
  ['', ''],
  ['"half', '"half'],
])('%s is read as %j', (typed, value) => {
  expect(typedValue(typed)).toBe(value);
});

it.each<[Scalar]>([[5_000], [true], [null], ['true'], ['5000'], ['prod'], [''], ['"x"'], [' blank '], ['a "b" c']])(
  '%j is read again as it was written',
  (value) => {
    expect(typedValue(writtenValue(value))).toBe(value);
  },
);

it('reads several values, of which one may hold a comma', () => {
  const values = ['prod', 5, true, 'a, b', 'say "x", y'];
  expect(typedValues(writtenValues(values))).toEqual(values);
  expect(typedValues(' , prod,')).toEqual(['prod']);
});
