import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How fast the machine is at the three things that everything else is made of. */
export interface Calibration {
  readonly sha256_mb_per_s: number;
  readonly fsync_per_s: number;
  readonly loopback_round_trip_us: number;
}

const SPAN_MS = 200;
const MEGABYTE = Buffer.alloc(1_000_000, 7);
const PAGE = Buffer.alloc(4096, 7);
const ROUND_TRIPS = 500;

const perSecond = (once: () => void): number => {
  const startedAt = performance.now();
  let count = 0;
  while (performance.now() - startedAt < SPAN_MS) {
    once();
    count += 1;
  }
  return Math.round((count * 1000) / (performance.now() - startedAt));
};

const fsyncRate = (): number => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-calibration-'));
  const file = openSync(join(folder, 'pages'), 'w');
  const rate = perSecond(() => {
    writeSync(file, PAGE);
    fdatasyncSync(file);
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return rate;
};

const loopback = async (): Promise<number> => {
  const server = createServer({ noDelay: true }, (socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  const times: number[] = [];
  for (let trip = 0; trip < ROUND_TRIPS; trip += 1) {
    const startedAt = performance.now();
    socket.write('x');
    await once(socket, 'data');
    times.push(performance.now() - startedAt);
  }
  socket.destroy();
  server.close();
  return Math.round((times.toSorted((a, b) => a - b)[ROUND_TRIPS / 2] as number) * 1000);
};

export const calibrate = async (): Promise<Calibration> => ({
  sha256_mb_per_s: perSecond(() => createHash('sha256').update(MEGABYTE).digest()),
  fsync_per_s: fsyncRate(),
  loopback_round_trip_us: await loopback(),
});
