/** What concurrent clients asked for and were told, with the times between which it must have happened. */
export interface HistoryEntry<Value = unknown> {
  readonly client: string;
  readonly operation: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** `unknown`: no answer came, so it may have happened or not. */
  readonly outcome: 'acknowledged' | 'refused' | 'unknown';
  readonly value: Value;
}

export type Judged<Value> = Pick<HistoryEntry<Value>, 'outcome' | 'value'>;

export interface History<Value> {
  readonly entries: readonly HistoryEntry<Value>[];
  /** Runs one operation and writes down how it went; what it throws counts as `unknown` and goes on to the caller. */
  record(client: string, operation: string, act: () => Promise<Judged<Value>>): Promise<HistoryEntry<Value>>;
  acknowledged(operation?: string): HistoryEntry<Value>[];
}

export const recordHistory = <Value = unknown>(): History<Value | undefined> => {
  const entries: HistoryEntry<Value | undefined>[] = [];
  return {
    entries,
    async record(client, operation, act) {
      const startedAt = performance.now();
      const write = (judged: Judged<Value | undefined>) => {
        const entry = { client, operation, startedAt, endedAt: performance.now(), ...judged };
        entries.push(entry);
        return entry;
      };
      try {
        return write(await act());
      } catch (thrown) {
        write({ outcome: 'unknown', value: undefined });
        throw thrown;
      }
    },
    acknowledged: (operation) =>
      entries.filter(
        (entry) => entry.outcome === 'acknowledged' && (operation === undefined || entry.operation === operation),
      ),
  };
};
