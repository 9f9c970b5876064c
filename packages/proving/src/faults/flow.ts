import type { Socket } from 'node:net';
import type { Direction, Fault } from './fault.ts';
import { pause } from '../pause.ts';

const IN_FLIGHT_BYTES = 1024 * 1024;

interface Arrived {
  readonly bytes: Buffer;
  readonly arrivedAt: number;
}

export interface Route {
  readonly from: Socket;
  readonly to: () => Socket;
  readonly direction: Direction;
  /** Read anew for every chunk: faults are switched while bytes travel. */
  readonly fault: () => Fault;
  readonly released: () => AbortSignal;
}

const writeTo = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    if (socket.destroyed || socket.writableEnded) return resolve();
    socket.write(bytes, () => resolve());
  });

/** One direction of a link: keeps the order, hands every chunk to the fault, pushes back when too much is on the way. */
export const startFlow = (route: Route): void => {
  const { from, to, direction } = route;
  const arrived: Arrived[] = [];
  let bytesOnTheWay = 0;
  let ended = false;
  let moving = false;

  const move = async () => {
    if (moving) return;
    moving = true;
    for (let next = arrived.shift(); next !== undefined; next = arrived.shift()) {
      const write = (bytes: Buffer) => writeTo(to(), bytes);
      const carry = route.fault().carry;
      await (carry === undefined
        ? write(next.bytes)
        : carry({ ...next, direction, released: route.released(), write }));
      bytesOnTheWay -= next.bytes.length;
      if (bytesOnTheWay < IN_FLIGHT_BYTES) from.resume();
    }
    moving = false;
    if (ended) await finish();
  };

  const finish = async () => {
    await pause(route.fault().closeDelayMs ?? 0, route.released());
    to().end();
  };

  from.on('data', (bytes: Buffer) => {
    arrived.push({ bytes, arrivedAt: performance.now() });
    bytesOnTheWay += bytes.length;
    if (bytesOnTheWay >= IN_FLIGHT_BYTES) from.pause();
    void move();
  });
  from.on('end', () => {
    ended = true;
    void move();
  });
};
