import { runCommand } from './commands/run-command.ts';
import { environment } from './config/environment.ts';

process.exitCode = await runCommand(process.argv.slice(2), environment, {
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
});
