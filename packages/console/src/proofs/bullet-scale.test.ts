import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bulletScale } from './bullet-scale.ts';

const figure = (value: number, ours: number) => ({
  name: 'p99',
  value,
  unit: 'ms',
  bar: { id: 'X', figure: 'p99', others: '', ours, better: 'lower' as const, unit: 'ms' },
});

it('draws what is near by its size, and what is far by powers of ten', () => {
  expect(bulletScale(figure(50, 100))).toEqual({ measured: 0.4, bar: 0.8 });
  expect(bulletScale(figure(1, 1_000))).toEqual({ measured: expect.closeTo(0.1) as number, bar: 0.9 });
});

it('draws nothing without a bar', () => {
  expect(bulletScale({ name: 'p99', value: 3, unit: 'ms' })).toBeUndefined();
});

it('keeps both on the scale and in their order, whatever was measured', () => {
  const amount = fc.double({ min: 0, max: 1e15, noNaN: true });
  fc.assert(
    fc.property(amount, fc.double({ min: 1e-9, max: 1e15, noNaN: true }), (value, ours) => {
      const scale = bulletScale(figure(value, ours));
      const { measured = -1, bar = -1 } = scale ?? {};
      expect(measured >= 0 && measured <= 1 && bar >= 0 && bar <= 1).toBe(true);
      if (value > ours) expect(measured).toBeGreaterThanOrEqual(bar);
      if (value < ours) expect(measured).toBeLessThanOrEqual(bar);
    }),
  );
});
