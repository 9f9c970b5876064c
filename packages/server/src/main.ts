import { runCommand } from './commands/run-command.ts';
import { openTerminal } from './commands/terminal.ts';
import { environment } from './config/environment.ts';

process.exitCode = await runCommand(process.argv.slice(2), environment, openTerminal());
