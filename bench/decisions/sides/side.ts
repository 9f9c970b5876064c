/** Whoever is compared: it takes what is asked for, and does what is approved. */
export interface Side {
  readonly url: URL;
  /** Of processes whose time on a processor is counted, beside that of the database. */
  readonly pids: readonly number[];
  readonly submit: () => Buffer;
  /** Decisions that wait, made before anything is counted. */
  readonly waiting: (count: number) => Promise<string[]>;
  /** One of those who work at the same time, with connections of its own. */
  readonly lane: () => Lane;
}

export interface Lane {
  /** Approves it, and comes back when the tool was called and that is recorded. Gives the moment of the click. */
  resume(id: string): Promise<number>;
  close(): void;
}
