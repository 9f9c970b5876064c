import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const RUNNER = fileURLToPath(new URL('run-script.mjs', import.meta.url));

/** A terminal sends Ctrl-C to the whole group: passing it on would be a second one, which forces an exit. */
const passesOn = (signal) => signal !== 'SIGINT' || !process.stdin.isTTY;

const passSignalsTo = (child) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => passesOn(signal) && child.kill(signal));
  }
};

/** Runs the script with another Node and ends as it ends. */
export const hop = (node, script, args, env = {}) => {
  const child = spawn(node, [RUNNER, script, ...args], { stdio: 'inherit', env: { ...process.env, ...env } });
  passSignalsTo(child);
  child.on('error', (error) => {
    console.error(`Cannot run ${node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
};
