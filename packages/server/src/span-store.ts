import { channelOf } from './capabilities/traces/store-process/channel.ts';
import { readDetail } from './capabilities/traces/decode/span-detail.ts';
import { decodeBatch } from './capabilities/traces/store-process/decode.ts';
import { runStoreProcess } from './capabilities/traces/store-process/run-store-process.ts';
import { openDuckdbStore } from './capabilities/traces/store/duckdb/duckdb-store.ts';
import { systemClock } from './platform/clock/clock.ts';
import { giveWay } from './platform/lifecycle/give-way.ts';

/** Of the index, beside the heap of JavaScript. */
const MEMORY_MB = 192;
const THREADS = 2;

// a Ctrl-C reaches all processes of a terminal: this one waits until the server has no more to ask
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

runStoreProcess({
  channel: channelOf(process),
  openStore: (path) => openDuckdbStore({ path, clock: systemClock, memoryMb: MEMORY_MB, threads: THREADS }),
  decode: decodeBatch,
  readDetail,
  clock: systemClock,
  // what is being received goes before what is being put in order
  onOpened: giveWay,
  exit: (code) => process.exit(code),
});
