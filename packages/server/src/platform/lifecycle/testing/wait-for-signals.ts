import { listenForSignals } from '../signals.ts';

const FORCED = 9;

/** A process that says which signal it heard, goes on for ever unless told `release`, and leaves at the second. */
const signals = listenForSignals((signal) => {
  process.send?.(`forced by ${signal}`, () => process.exit(FORCED));
});
process.on('message', () => {
  signals.release();
  process.send?.('released');
});
process.send?.('ready');
process.send?.(`asked by ${await signals.first}`);
