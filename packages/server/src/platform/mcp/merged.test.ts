import fc from 'fast-check';
import { expect, test } from 'vitest';
import { merged } from './merged.ts';

async function* counting(name: number, most: number): AsyncGenerator<readonly [number, number]> {
  for (let at = 0; at < most; at += 1) yield [name, at];
}

test('everything of every source comes, each in its order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(8), { maxLength: 6 }), async (lengths) => {
      const seen: (readonly [number, number])[] = [];
      for await (const piece of merged(lengths.map((most, name) => counting(name, most)))) seen.push(piece);
      for (const [name, most] of lengths.entries())
        expect(seen.filter(([of]) => of === name).map(([, at]) => at)).toEqual(
          Array.from({ length: most }, (_, at) => at),
        );
      expect(seen).toHaveLength(lengths.reduce((sum, most) => sum + most, 0));
    }),
  );
});

test('whoever leaves ends all sources', async () => {
  const ended: number[] = [];
  async function* source(name: number): AsyncGenerator<number> {
    try {
      for (;;) yield name;
    } finally {
      ended.push(name);
    }
  }
  for await (const _name of merged([source(1), source(2)])) break;
  await expect.poll(() => new Set(ended)).toEqual(new Set([1, 2]));
});
