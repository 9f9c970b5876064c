import { CLOSE_BOOK, type CloseReason } from '@holdfast/protocol/sockets/close-codes';
import type { SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import type { Principal } from '../http/context.ts';
import type { Line } from './line.ts';
import type { Waiting } from './unsent.ts';
import type { Parked } from './parked.ts';
import { createSending, type SendingParts } from './sending.ts';

/** What a client and this node have said to each other. It survives the loss of its socket for a while. */
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
  /** Aborted when it has ended for good. */
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
  heldBytes(): number;
  park(): Parked | undefined;
}

export interface SessionParts extends SendingParts {
  readonly id: string;
  readonly path: string;
  readonly principal: Principal;
  readonly resumeMs: number;
}

export const createSession = (parts: SessionParts): Session => {
  const { id, contract, path, principal, resumeMs } = parts;
  const controller = new AbortController();
  const sending = createSending(parts);
  let lostAt: number | undefined;

  const end = (): void => {
    controller.abort();
    sending.end();
  };

  return {
    id,
    contract,
    path,
    principal,
    token: '',
    signal: controller.signal,
    get line() {
      return sending.line();
    },
    get lostAt() {
      return lostAt;
    },
    send(message) {
      if (controller.signal.aborted || sending.put(message)) return;
      if (sending.line() === undefined) end();
      else sending.line()?.close('too_slow');
    },
    ready: sending.ready,
    resume(next, afterSeq, greeting) {
      if (controller.signal.aborted || !sending.goOn(next, afterSeq, greeting)) return false;
      lostAt = undefined;
      return true;
    },
    lose(now) {
      sending.stop();
      lostAt = now;
    },
    hasRoom: sending.hasRoom,
    close(reason) {
      sending.line()?.close(reason);
      if (CLOSE_BOOK[reason].returns === 'never') end();
    },
    end,
    look: (now) => sending.look(now, resumeMs),
    heldBytes: sending.heldBytes,
    park() {
      const state = controller.signal.aborted ? undefined : sending.state();
      if (state === undefined) return undefined;
      return { contract: contract.name, path, principal: principal.id, workspace: principal.workspace, ...state };
    },
  };
};
