import { nearest } from '../config/nearest.ts';
import { flagOf } from '../config/read-config.ts';
import { SETTING_NAMES } from '../config/settings.ts';
import type { Command } from './command.ts';

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Arguments {
  /** Flags that are settings, by their flag. */
  readonly settings: Readonly<Record<string, string>>;
  /** The command's own flags and words, as they were written. */
  readonly rest: readonly string[];
  readonly help: boolean;
}

const SETTING_FLAGS: ReadonlySet<string> = new Set(SETTING_NAMES.map(flagOf));

/** Reads `--http-port 4400` and `--http-port=4400` alike. What is neither a setting nor the command's own is refused. */
export const readArguments = (command: Command, words: readonly string[]): Arguments => {
  if (command.passThrough === true) return { settings: {}, rest: words, help: false };
  const settings: Record<string, string> = {};
  const rest: string[] = [];
  let help = false;
  const queue = [...words];
  let pathsLeft = command.paths ?? 0;
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--help' || word === '-h') {
      help = true;
      continue;
    }
    if (command.words?.includes(word) === true) {
      rest.push(word);
      continue;
    }
    if (!word.startsWith('-') && pathsLeft > 0) {
      pathsLeft -= 1;
      rest.push(word);
      continue;
    }
    const [, flag, inline] = /^--([a-z][a-z-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag === undefined) throw new UsageError(notUnderstood(word));
    const kind = SETTING_FLAGS.has(flag) ? 'text' : kindOf(flag, command);
    if (kind === undefined) throw new UsageError(unknownFlag(flag, command));
    if (kind === 'switch' && inline !== undefined) throw new UsageError(`--${flag} takes no value.`);
    const value = kind === 'switch' ? '' : (inline ?? valueFrom(queue));
    if (value === undefined) throw new UsageError(`--${flag} needs a value.`);
    if (SETTING_FLAGS.has(flag)) settings[flag] = value;
    else rest.push(kind === 'switch' ? `--${flag}` : `--${flag}=${value}`);
  }
  return { settings, rest, help };
};

/** An address may hold a password, and what is complained about ends up in logs. */
export const isAddress = (word: string): boolean => word.includes('://');

const notUnderstood = (word: string): string =>
  isAddress(word)
    ? 'An address without its option is not understood here: write --database-url before it, or what it is for.'
    : `${word} is not understood here.`;

const kindOf = (flag: string, { flags = {} }: Command): 'switch' | 'text' | undefined =>
  Object.hasOwn(flags, flag) ? flags[flag] : undefined;

/** The next word, unless it is an option itself: a value that begins so is given as `--data=--odd`. */
const valueFrom = (queue: string[]): string | undefined =>
  queue[0]?.startsWith('--') === true ? undefined : queue.shift();

const unknownFlag = (flag: string, command: Command): string => {
  const suggestion = nearest(flag, [...SETTING_FLAGS, ...Object.keys(command.flags ?? {}), 'help']);
  return `There is no option --${flag}.${suggestion === undefined ? '' : ` Did you mean --${suggestion}?`}`;
};
