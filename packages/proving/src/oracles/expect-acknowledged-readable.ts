import { expectThat } from './expect-that.ts';

const SHOWN = 10;

/** Every acknowledged write is readable, and readable once. */
export const expectAcknowledgedReadable = (acknowledged: readonly string[], readable: readonly string[]): void => {
  const times = new Map<string, number>();
  for (const id of readable) times.set(id, (times.get(id) ?? 0) + 1);
  const lost = acknowledged.filter((id) => !times.has(id));
  const twice = acknowledged.filter((id) => (times.get(id) ?? 0) > 1);
  expectThat(lost.length === 0, 'every acknowledged write is readable', {
    acknowledged: acknowledged.length,
    lost: lost.length,
    examples: lost.slice(0, SHOWN),
  });
  expectThat(twice.length === 0, 'every acknowledged write is readable once', {
    acknowledged: acknowledged.length,
    twice: twice.length,
    examples: twice.slice(0, SHOWN),
  });
};
