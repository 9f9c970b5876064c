import { keepHeapSmall } from './platform/lifecycle/heap.ts';

// before anything else is loaded: loading it is most of what a start throws away
keepHeapSmall();
const [{ runCommand }, { openTerminal }, { environment }] = await Promise.all([
  import('./commands/run-command.ts'),
  import('./commands/terminal.ts'),
  import('./config/environment.ts'),
]);

process.exitCode = await runCommand(process.argv.slice(2), environment, openTerminal());
