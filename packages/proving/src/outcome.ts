/** Facts of a failed expectation, printed as they are. */
export type Facts = Readonly<Record<string, unknown>>;

export interface Held {
  readonly kind: 'held';
}

/** The claim was judged and is not true here. */
export interface FellShort {
  readonly kind: 'fell-short';
  readonly sentence: string;
  readonly claimed?: string;
  readonly measured?: string;
  readonly facts: Facts;
}

/** The scenario broke before its oracle could decide. */
export interface Errored {
  readonly kind: 'errored';
  readonly reason: string;
  readonly stack?: string;
}

export interface NotRun {
  readonly kind: 'not-run';
  readonly reason: string;
}

export type Outcome = Held | FellShort | Errored | NotRun;

export const HELD: Held = { kind: 'held' };

/** Thrown by oracles only: everything else that is thrown means "could not be judged". */
export class ExpectationFailed extends Error {
  readonly facts: Facts;
  readonly claimed: string | undefined;
  readonly measured: string | undefined;

  constructor(sentence: string, facts: Facts = {}, against: { claimed?: string; measured?: string } = {}) {
    super(sentence);
    this.name = 'ExpectationFailed';
    this.facts = facts;
    this.claimed = against.claimed;
    this.measured = against.measured;
  }
}

/** Thrown where only the scenario can find out that this machine does not offer what it needs. */
export class CannotRun extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'CannotRun';
  }
}

export const outcomeOf = (thrown: unknown): Outcome => {
  if (thrown instanceof ExpectationFailed) {
    return {
      kind: 'fell-short',
      sentence: thrown.message,
      facts: thrown.facts,
      ...(thrown.claimed === undefined ? {} : { claimed: thrown.claimed }),
      ...(thrown.measured === undefined ? {} : { measured: thrown.measured }),
    };
  }
  if (thrown instanceof CannotRun) return { kind: 'not-run', reason: thrown.message };
  if (!(thrown instanceof Error)) return { kind: 'errored', reason: String(thrown) };
  const cause = thrown.cause instanceof Error ? `: ${thrown.cause.message}` : '';
  return {
    kind: 'errored',
    reason: `${thrown.message}${cause}`,
    ...(thrown.stack === undefined ? {} : { stack: thrown.stack }),
  };
};
