import type { CloseReason } from '@holdfast/protocol/sockets/close-codes';
import type { SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import type { Principal } from '../http/context.ts';
import { createBacklog } from './backlog.ts';
import type { Line } from './line.ts';
import { createOutbox, type Waiting } from './outbox.ts';
import type { Parked } from './parked.ts';

/** One conversation with one client. It survives the loss of its socket for a while. */
export interface Session {
  readonly id: string;
  readonly contract: SocketContract;
  readonly path: string;
  principal: Principal;
  /** The hash of what it takes to resume. */
  token: string;
  readonly line: Line | undefined;
  /** When its line was lost. */
  readonly lostAt: number | undefined;
  readonly signal: AbortSignal;
  send(message: Waiting): void;
  /** Settles when what waits has become little, or the session has ended. */
  ready(): Promise<void>;
  /** Goes on over another line: first what was missed, then this, then what waits. False when something is gone. */
  resume(line: Line, afterSeq: number, greeting: Waiting): boolean;
  /** The line is gone. */
  lose(now: number): void;
  /** The line has taken something. */
  hasRoom(): void;
  close(reason: CloseReason): void;
  end(): void;
  look(now: number): void;
  park(): Parked | undefined;
}

export interface SessionParts {
  readonly id: string;
  readonly contract: SocketContract;
  readonly path: string;
  readonly principal: Principal;
  readonly slowMs: number;
  readonly resumeMs: number;
  readonly onSent: () => void;
  readonly onDropped: (count: number) => void;
  readonly from?: Parked;
}

/** Streams wait for room well before messages would have to be dropped. */
const ENOUGH_MESSAGES = 100;
const ENOUGH_BYTES = 128 * 1024;

export const createSession = (parts: SessionParts): Session => {
  const { id, contract, path, from, slowMs, resumeMs, onSent, onDropped } = parts;
  const controller = new AbortController();
  const outbox = createOutbox();
  const backlog = createBacklog(from?.sent, from?.seq);
  let seq = from?.seq ?? 0;
  let line: Line | undefined;
  let lostAt: number | undefined;
  let [lastMoved, hasMoved] = [0, false];
  let waiters: (() => void)[] = [];

  const hasEnough = (): boolean => outbox.length >= ENOUGH_MESSAGES || outbox.bytes >= ENOUGH_BYTES;
  const wake = (): void => {
    const woken = waiters;
    waiters = [];
    for (const resolve of woken) resolve();
  };
  const push = (text: string): void => {
    seq += 1;
    const numbered = `{"seq":${seq},${text.slice(1)}`;
    backlog.keep(seq, numbered);
    line?.send(numbered);
    onSent();
  };
  const flush = (): void => {
    while (line?.hasRoom === true) {
      const text = outbox.take();
      if (text === undefined) break;
      push(text);
    }
    if (waiters.length > 0 && !hasEnough()) wake();
  };
  const end = (): void => {
    controller.abort();
    wake();
  };

  for (const text of from?.waiting ?? []) outbox.put(waitingOf(contract, text));

  return {
    id,
    contract,
    path,
    principal: parts.principal,
    token: '',
    signal: controller.signal,
    get line() {
      return line;
    },
    get lostAt() {
      return lostAt;
    },
    send(message) {
      if (controller.signal.aborted) return;
      const before = outbox.dropped;
      const isTaken = outbox.put(message);
      if (outbox.dropped > before) onDropped(outbox.dropped - before);
      if (isTaken) flush();
      else if (line === undefined) end();
      else line.close('too_slow');
    },
    ready: () =>
      controller.signal.aborted || !hasEnough()
        ? Promise.resolve()
        : new Promise((resolve) => void waiters.push(resolve)),
    resume(next, afterSeq, greeting) {
      const missed = backlog.after(afterSeq);
      if (missed === undefined || controller.signal.aborted) return false;
      line?.close('replaced');
      line = next;
      lostAt = undefined;
      for (const text of missed) next.send(text);
      push(JSON.stringify({ type: greeting.type, ...greeting.fields }));
      flush();
      return true;
    },
    lose(now) {
      line = undefined;
      lostAt = now;
    },
    hasRoom() {
      hasMoved = true;
      flush();
    },
    close: (reason) => {
      line?.close(reason);
      end();
    },
    end,
    look(now) {
      // what is sent long ago was read, or will not be asked for in time
      if (line !== undefined && outbox.length === 0 && now - line.lastSaid > resumeMs) backlog.clear();
      if (hasMoved || line === undefined || line.unsent === 0) lastMoved = now;
      else if (now - lastMoved > slowMs) line.close('too_slow');
      hasMoved = false;
    },
    park() {
      const waiting = outbox.texts();
      if (controller.signal.aborted || outbox.bytes > ENOUGH_BYTES) return undefined;
      const { workspace } = parts.principal;
      return {
        contract: contract.name,
        path,
        principal: parts.principal.id,
        workspace,
        seq,
        sent: backlog.texts(),
        waiting,
      };
    },
  };
};

const waitingOf = (contract: SocketContract, text: string): Waiting => {
  const { type, ...fields } = JSON.parse(text) as { type: string } & Record<string, unknown>;
  return { type, fields, whenSlow: contract.sends[type]?.whenSlow };
};
