import type { Overrides } from '../overrides.ts';
import type { ReadConfig } from '../config/read-config.ts';

export interface CommandInput {
  readonly settings: ReadConfig;
  /** Words and flags of the command's own, in order. */
  readonly rest: readonly string[];
  readonly print: (line: string) => void;
  readonly overrides: Overrides;
}

export interface Command {
  readonly summary: string;
  readonly usage: string;
  /** What --help says below the usage. */
  readonly help: string;
  /** Words that may stand behind the command's name. */
  readonly words?: readonly string[];
  /** How many paths may stand behind its words. */
  readonly paths?: number;
  /** Flags that are not settings. `text` flags take a value. */
  readonly flags?: Readonly<Record<string, 'switch' | 'text'>>;
  /** Hands everything behind the command's name on, unread. */
  readonly passThrough?: true;
  /** Resolves with the exit code. */
  readonly run: (input: CommandInput) => Promise<number>;
}

export const EXIT = { fine: 0, failed: 1, usage: 2, configuration: 78 } as const;
