import type { SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import { createBacklog } from './backlog.ts';
import type { Line } from './line.ts';
import { createRoomWaiters } from './room-waiters.ts';
import { createStuckReader } from './stuck-reader.ts';
import { createUnsent, type Unsent, type Waiting } from './unsent.ts';
import type { Parked } from './parked.ts';

export interface SendingParts {
  readonly contract: SocketContract;
  readonly slowMs: number;
  readonly onSent: () => void;
  readonly onDropped: (count: number) => void;
  /** What another node has left. */
  readonly from?: Parked;
}

/** What a session says: first what waits, then, when a line takes it, with its number, what was sent. */
export interface Sending {
  line(): Line | undefined;
  /** False when there is no room for it. */
  put(message: Waiting): boolean;
  ready(): Promise<void>;
  goOn(line: Line, afterSeq: number, greeting: Waiting): boolean;
  stop(): void;
  hasRoom(): void;
  end(): void;
  look(now: number, forgetMs: number): void;
  /** What is kept for a reader that is away. */
  heldBytes(): number;
  state(): Pick<Parked, 'seq' | 'sent' | 'waiting'> | undefined;
}

/** Streams wait for room well before messages would have to be dropped. */
const ENOUGH_MESSAGES = 100;
const ENOUGH_BYTES = 128 * 1024;

export const createSending = ({ contract, from, slowMs, onSent, onDropped }: SendingParts): Sending => {
  // there is one while something waits, which is seldom
  let unsent: Unsent | undefined;
  const backlog = createBacklog(from?.sent, from?.seq);
  let seq = from?.seq ?? 0;
  let line: Line | undefined;
  const reader = createStuckReader(slowMs);
  const waiters = createRoomWaiters();
  for (const text of from?.waiting ?? []) (unsent ??= createUnsent()).put(waitingOf(contract, text));

  const hasEnough = (): boolean =>
    unsent !== undefined && (unsent.length >= ENOUGH_MESSAGES || unsent.bytes >= ENOUGH_BYTES);
  const push = (text: string): void => {
    seq += 1;
    const numbered = `{"seq":${seq},${text.slice(1)}`;
    backlog.keep(seq, numbered);
    line?.send(numbered);
    onSent();
  };
  const flush = (): void => {
    while (unsent !== undefined && line?.hasRoom === true) {
      const text = unsent.take();
      if (text === undefined) unsent = undefined;
      else push(text);
    }
    if (!hasEnough()) waiters.wake();
  };

  return {
    line: () => line,
    put(message) {
      const waiting = (unsent ??= createUnsent());
      const before = waiting.dropped;
      const isTaken = waiting.put(message);
      if (waiting.dropped > before) onDropped(waiting.dropped - before);
      if (isTaken) flush();
      return isTaken;
    },
    ready: () => (hasEnough() ? waiters.wait() : Promise.resolve()),
    goOn(next, afterSeq, { type, fields }) {
      const missed = backlog.after(afterSeq);
      if (missed === undefined) return false;
      line?.close('replaced');
      line = next;
      for (const text of missed) next.send(text);
      push(JSON.stringify({ type, ...fields }));
      flush();
      return true;
    },
    stop: () => void (line = undefined),
    hasRoom() {
      reader.move();
      flush();
    },
    end: waiters.wake,
    look(now, forgetMs) {
      // what was sent long ago was read, or will not be asked for in time
      if (line !== undefined && unsent === undefined && now - line.pulse.lastSaid > forgetMs) backlog.clear();
      if (reader.isStuck(now, line?.unsent ?? 0)) line?.close('too_slow');
    },
    heldBytes: () => backlog.bytes + (unsent?.bytes ?? 0),
    state: () => (hasEnough() ? undefined : { seq, sent: backlog.texts(), waiting: unsent?.texts() ?? [] }),
  };
};

const waitingOf = (contract: SocketContract, text: string): Waiting => {
  const { type, ...fields } = JSON.parse(text) as { type: string } & Record<string, unknown>;
  return { type, fields, whenSlow: contract.sends[type]?.whenSlow };
};
