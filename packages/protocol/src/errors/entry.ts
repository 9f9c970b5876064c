/** What a failure means, to the program that gets it and to the person who must act on it. */
export interface ErrorEntry {
  readonly status: number;
  readonly title: string;
  readonly means: string;
  /** What the caller or the operator does about it. */
  readonly act: string;
  /** Would the same call, sent again, have a chance? */
  readonly retry: boolean;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
}

export const defineErrors = <const Entries extends Readonly<Record<string, ErrorEntry>>>(entries: Entries): Entries =>
  entries;
