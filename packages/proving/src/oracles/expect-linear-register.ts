import type { HistoryEntry } from './history.ts';
import { expectThat } from './expect-that.ts';

/** A value that is set at most once: whoever reads after it was read or acknowledged as set sees that very value. */
export const expectLinearRegister = (entries: readonly HistoryEntry<string | undefined>[]): void => {
  const wins = entries.filter((entry) => entry.operation === 'set' && entry.outcome === 'acknowledged');
  const values = new Set(wins.map((entry) => entry.value));
  expectThat(values.size <= 1, 'no two different values are acknowledged as set', { values: [...values] });

  const seen = entries.filter((entry) => entry.outcome === 'acknowledged' && entry.value !== undefined);
  for (const read of entries) {
    if (read.operation !== 'read' || read.outcome !== 'acknowledged') continue;
    const before = seen.find((entry) => entry.endedAt < read.startedAt);
    expectThat(
      before === undefined || read.value === before.value,
      'nobody reads an older value than was seen before',
      {
        read,
        before,
      },
    );
  }
};
