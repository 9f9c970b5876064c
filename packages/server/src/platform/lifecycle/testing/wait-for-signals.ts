import { listenForSignals } from '../signals.ts';

const FORCED = 9;

/** A process that says which signal it heard, goes on for ever unless told `release`, and leaves at the second. */
const tell = (signal: NodeJS.Signals): void => void process.send?.(`got ${signal}`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, tell);

let elapsed = 0;
const signals = listenForSignals(
  (signal) => {
    process.send?.(`forced by ${signal}`, () => process.exit(FORCED));
  },
  { elapsed: () => elapsed },
);
process.on('message', (message) => {
  if (message === 'a second later') elapsed += 1000;
  else {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, tell);
    signals.release();
  }
  process.send?.(message === 'a second later' ? 'waited' : 'released');
});
process.send?.('ready');
process.send?.(`asked by ${await signals.first}`);
