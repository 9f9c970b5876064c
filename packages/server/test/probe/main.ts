import { runCommand } from '../../src/commands/run-command.ts';
import { openTerminal } from '../../src/commands/terminal.ts';
import { environment } from '../../src/config/environment.ts';
import { probeOverrides } from './overrides.ts';

interface ShiftClock {
  readonly type: 'shift-clock';
  readonly ms: number;
}

const isShiftClock = (message: unknown): message is ShiftClock =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  message.type === 'shift-clock' &&
  'ms' in message;

const overrides = probeOverrides();
process.on('message', (message) => {
  if (!isShiftClock(message)) return;
  void overrides.shiftClocks(message.ms).then(() => process.send?.({ type: 'clock-shifted' }));
});
// the lab that started it is gone, and nobody else knows of it
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// an open channel is no reason to stay
process.channel?.unref();

process.exitCode = await runCommand(process.argv.slice(2), environment, openTerminal(), overrides);
