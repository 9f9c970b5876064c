import { runCommand } from '../../src/commands/run-command.ts';
import { openTerminal } from '../../src/commands/terminal.ts';
import { environment } from '../../src/config/environment.ts';
import { probeOverrides } from './overrides.ts';

/** The probe for a bench that brings ten thousand sockets from one address, and asks what they weigh. */
const MANY = 1_000_000;

process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ type: 'memory', ...process.memoryUsage() });
});
// the bench that started it is gone, and nobody else knows of it
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();

const handshakes = { perAddressPerSecond: MANY, perAddressBurst: MANY, perSecond: MANY, burst: MANY };
process.exitCode = await runCommand(process.argv.slice(2), environment, openTerminal(), {
  ...probeOverrides(),
  socketBounds: { handshakes },
});
