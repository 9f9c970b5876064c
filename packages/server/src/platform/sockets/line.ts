import { CLOSE_BOOK, type CloseReason } from '@holdfast/protocol/sockets/close-codes';
import type { WebSocket } from 'ws';
import type { Clock } from '../clock/clock.ts';
import { BURST_SECONDS, type SocketBounds } from './bounds.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** Why a line ended: what we closed it for, or that the other side left, in order or without a word. */
export type EndReason = CloseReason | 'left' | 'lost';

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
  /** When a message last went either way. */
  readonly lastSaid: number;
  readonly since: number;
}

export interface Rates {
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
}

/** So much may lie in the process for a reader; the rest waits where it can still be put together or dropped. */
const ROOM_BYTES = 64 * 1024;

export interface LineParts {
  readonly socket: WebSocket;
  readonly clock: Clock;
  readonly bounds: SocketBounds;
  readonly rates: Rates;
}

export const createLine = ({ socket, clock, bounds, rates }: LineParts, owner: LineOwner): Line => {
  const since = clock.elapsed();
  const isSlowEnough = createMeter(rates);
  let reason: EndReason | undefined;
  let [lastHeard, lastAsked, lastSaid] = [since, since, since];
  let [isHeldBack, isGone] = [false, false];

  const close = (why: CloseReason): void => {
    if (reason !== undefined) return;
    reason = why;
    socket.close(CLOSE_BOOK[why].code, why);
  };
  const hear = (cost: number): boolean => {
    const now = clock.elapsed();
    lastHeard = now;
    if (reason !== undefined) return false;
    if (isSlowEnough(now, cost)) return true;
    close('too_fast');
    return false;
  };
  const sent = (): void => owner.room();

  listen(socket, hear, {
    binary: () => close('not_text'),
    text(text) {
      lastSaid = lastHeard;
      owner.text(text);
    },
  });
  socket.on('error', (error) => {
    reason ??= reasonOf(error);
  });
  socket.once('close', (code) => {
    isGone = true;
    owner.ended(reason ?? (code === NO_CLOSE_FRAME ? 'lost' : 'left'));
  });

  return {
    since,
    get isOpen() {
      return reason === undefined && !isGone;
    },
    get hasRoom() {
      return reason === undefined && !isGone && socket.bufferedAmount < ROOM_BYTES;
    },
    get unsent() {
      return socket.bufferedAmount;
    },
    get lastSaid() {
      return lastSaid;
    },
    send(text) {
      lastSaid = clock.elapsed();
      socket.send(text, sent);
    },
    close,
    cut: () => {
      reason ??= 'lost';
      socket.terminate();
    },
    holdBack() {
      isHeldBack = true;
      socket.pause();
    },
    goOn() {
      // what came meanwhile is only read now
      if (isHeldBack) lastHeard = clock.elapsed();
      isHeldBack = false;
      socket.resume();
    },
    look(now) {
      if (reason !== undefined) return;
      if (!isHeldBack && now - lastHeard >= bounds.deadAfterMs) {
        reason = 'lost';
        socket.terminate();
      } else if (now - lastSaid >= bounds.idleMs) close('idle');
      else if (now - Math.max(lastHeard, lastAsked) >= bounds.pingEveryMs) {
        lastAsked = now;
        socket.ping();
      }
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

/** Counts messages and bytes. Its buckets are made when something comes: most sockets of a node only wait. */
const createMeter = ({ messagesPerSecond, bytesPerSecond }: Rates): ((now: number, bytes: number) => boolean) => {
  let messages: TokenBucket | undefined;
  let bytes: TokenBucket | undefined;
  return (now, cost) => {
    messages ??= createTokenBucket(messagesPerSecond, messagesPerSecond * BURST_SECONDS, now);
    bytes ??= createTokenBucket(bytesPerSecond, bytesPerSecond * BURST_SECONDS, now);
    return messages.take(now) && bytes.take(now, cost);
  };
};

const NO_CLOSE_FRAME = 1006;

const BY_CODE: Readonly<Record<string, CloseReason>> = {
  WS_ERR_INVALID_UTF8: 'not_utf8',
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 'too_large',
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 'too_large',
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 'too_many_fragments',
};

/** What the library has found, which closes by itself with the code that fits. */
const reasonOf = (error: Error): EndReason => {
  const code = 'code' in error ? String(error.code) : '';
  return BY_CODE[code] ?? (code.startsWith('WS_ERR_') ? 'protocol_error' : 'lost');
};
