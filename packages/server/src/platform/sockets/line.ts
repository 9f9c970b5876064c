import { CLOSE_BOOK, type CloseReason } from '@holdfast/protocol/sockets/close-codes';
import type { WebSocket } from 'ws';
import type { Clock } from '../clock/clock.ts';
import type { SocketBounds } from './bounds.ts';
import { createLineRate, type LineRates } from './line-rate.ts';
import { Pulse } from './pulse.ts';
import { reasonOf, type EndReason } from './end-reason.ts';

export interface LineOwner {
  text(text: string): void;
  /** There is room again. */
  room(): void;
  ended(reason: EndReason): void;
}

/** One socket. Nothing else touches it. */
export interface Line {
  /** Nobody has begun to close it. */
  readonly isOpen: boolean;
  readonly hasRoom: boolean;
  /** Bytes on their way into the kernel. */
  readonly unsent: number;
  send(text: string): void;
  close(reason: CloseReason): void;
  /** Ends it without a word. */
  cut(): void;
  holdBack(): void;
  goOn(): void;
  /** Looks whether the other side is alive, and asks it. */
  look(now: number): void;
  readonly pulse: Readonly<Pick<Pulse, 'since' | 'lastSaid'>>;
}

/** So much may lie in the process for a reader; the rest waits where it can still be put together or dropped. */
const ROOM_BYTES = 64 * 1024;

export interface LineParts {
  readonly socket: WebSocket;
  readonly clock: Clock;
  readonly bounds: SocketBounds;
  readonly rates: LineRates;
}

export const createLine = ({ socket, clock, bounds, rates }: LineParts, owner: LineOwner): Line => {
  const rate = createLineRate(rates);
  const pulse = new Pulse(clock.elapsed());
  let reason: EndReason | undefined;

  const close = (why: CloseReason): void => {
    if (reason !== undefined) return;
    reason = why;
    socket.close(CLOSE_BOOK[why].code, why);
  };
  const cut = (): void => {
    reason ??= 'lost';
    socket.terminate();
  };
  const hear = (cost: number): boolean => {
    pulse.lastHeard = clock.elapsed();
    if (!rate.take(pulse.lastHeard, cost)) close('too_fast');
    return reason === undefined;
  };
  listen(socket, hear, {
    binary: () => close('not_text'),
    text(text) {
      pulse.lastSaid = pulse.lastHeard;
      owner.text(text);
    },
  });
  socket.on('error', (error) => void (reason ??= reasonOf(error)));
  socket.once('close', (code) => owner.ended(reason ?? (code === NO_CLOSE_FRAME ? 'lost' : 'left')));

  return {
    pulse,
    get isOpen() {
      return reason === undefined && socket.readyState === socket.OPEN;
    },
    get hasRoom() {
      return reason === undefined && socket.readyState === socket.OPEN && socket.bufferedAmount < ROOM_BYTES;
    },
    get unsent() {
      return socket.bufferedAmount;
    },
    send(text) {
      pulse.lastSaid = clock.elapsed();
      socket.send(text, owner.room);
    },
    close,
    cut,
    holdBack() {
      pulse.holdBack();
      socket.pause();
    },
    goOn() {
      pulse.goOn(clock.elapsed());
      socket.resume();
    },
    look(now) {
      const sign = reason === undefined ? pulse.look(now, bounds) : undefined;
      if (sign === 'dead') cut();
      else if (sign === 'idle') close('idle');
      else if (sign === 'ask') socket.ping();
    },
  };
};

interface Heard {
  binary(): void;
  text(text: string): void;
}

/** Whatever comes is counted, control frames too. */
const listen = (socket: WebSocket, hear: (cost: number) => boolean, { binary, text }: Heard): void => {
  socket.on('message', (data: Buffer, isBinary) => {
    if (!hear(data.length)) return;
    if (isBinary) binary();
    else text(data.toString('utf8'));
  });
  socket.on('ping', (data: Buffer) => void hear(data.length));
  socket.on('pong', (data: Buffer) => void hear(data.length));
};

const NO_CLOSE_FRAME = 1006;
