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

test('what a source throws after everybody has left is thrown at nobody', async () => {
  const unheard: unknown[] = [];
  const hear = (error: unknown): void => void unheard.push(error);
  process.on('unhandledRejection', hear);
  try {
    const left = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    async function* source(): AsyncGenerator<number> {
      try {
        yield 1;
        await left.promise;
        throw new Error('its reader is gone');
      } finally {
        over.resolve();
      }
    }
    const all = merged([source()]);
    expect(await all.next()).toEqual({ done: false, value: 1 });
    await all.return();
    left.resolve();
    await over.promise;
    // rejections that nobody heard are told when all that waited has run
    await new Promise((resolve) => setImmediate(resolve));
    expect(unheard).toEqual([]);
  } finally {
    process.off('unhandledRejection', hear);
  }
});
