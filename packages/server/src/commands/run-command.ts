import type { Overrides } from '../overrides.ts';
import { nearest } from '../config/nearest.ts';
import type { Environment } from '../config/environment.ts';
import { readConfig } from '../config/read-config.ts';
import { OperatorError } from '../platform/operator-error.ts';
import { VERSION } from '../version.ts';
import { isAddress, readArguments, UsageError } from './arguments.ts';
import { EXIT, type Command } from './command.ts';
import { auditCommand } from './audit.ts';
import { recoverCommand } from './recover.ts';
import { configCommand } from './config.ts';
import { doctorCommand } from './doctor.ts';
import { generalHelp, helpOf } from './help.ts';
import { knowledgeCommand } from './knowledge.ts';
import { migrateCommand } from './migrate.ts';
import { proveCommand } from './prove.ts';
import { rebuildTracesCommand } from './rebuild-traces.ts';
import { startCommand } from './start.ts';
import type { Terminal } from './terminal.ts';

export const COMMANDS: Readonly<Record<string, Command>> = {
  start: startCommand,
  migrate: migrateCommand,
  config: configCommand,
  doctor: doctorCommand,
  audit: auditCommand,
  recover: recoverCommand,
  'rebuild-traces': rebuildTracesCommand,
  knowledge: knowledgeCommand,
  prove: proveCommand,
};

/** Runs one command of the command line and resolves with the exit code. */
export const runCommand = async (
  words: readonly string[],
  environment: Environment,
  terminal: Terminal,
  overrides: Overrides = {},
): Promise<number> => {
  const [name = 'help', ...rest] = words;
  try {
    return await dispatch(name, rest, { environment, terminal, overrides });
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.complain(`${error.message} See \`npm run holdfast -- ${name} --help\`.`);
      return EXIT.usage;
    }
    if (error instanceof OperatorError) {
      terminal.complain(error.message);
      return error.exitCode;
    }
    throw error;
  }
};

interface Surroundings {
  readonly environment: Environment;
  readonly terminal: Terminal;
  readonly overrides: Overrides;
}

const dispatch = async (
  name: string,
  rest: readonly string[],
  { environment, terminal, overrides }: Surroundings,
): Promise<number> => {
  const [about] = rest;
  if (['help', '--help', '-h'].includes(name)) {
    const asked = commandOf(about);
    return show(terminal, asked === undefined ? generalHelp(COMMANDS) : helpOf(asked));
  }
  if (['version', '--version', '-v'].includes(name)) {
    if (about === undefined) return show(terminal, VERSION);
    if (about === '--help') return show(terminal, generalHelp(COMMANDS));
    throw new UsageError(`version takes nothing, not ${about}.`);
  }
  const command = commandOf(name);
  if (command === undefined) {
    const suggestion = nearest(name, Object.keys(COMMANDS));
    terminal.complain(
      isAddress(name)
        ? 'The first word must be a command, not an address. See `npm run holdfast -- help`.'
        : `There is no command ${name}.${suggestion === undefined ? '' : ` Did you mean ${suggestion}?`} See \`npm run holdfast -- help\`.`,
    );
    return EXIT.usage;
  }
  const { settings, rest: own, help } = readArguments(command, rest);
  if (help) return show(terminal, helpOf(command));
  return command.run({ settings: readConfig(environment, settings), rest: own, print: terminal.print, overrides });
};

const commandOf = (name = ''): Command | undefined => (Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined);

const show = ({ print }: Terminal, text: string): number => {
  print(text);
  return EXIT.fine;
};
