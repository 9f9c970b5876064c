import type { WebSocket } from 'ws';
import type { Guest } from './begin-session.ts';
import { createInbox } from './inbox.ts';
import { createLine, type EndReason, type Line } from './line.ts';
import { createOpening, type OpeningParts } from './opening.ts';
import type { Served } from './sessions.ts';

/** One socket from its handshake to its end. */
export interface Conversation {
  readonly line: Line;
  /** Undefined while its ticket is still to come. */
  readonly served: Served | undefined;
  /** Nothing that it said is being worked on. */
  readonly isQuiet: boolean;
  look(now: number): void;
}

/** After these a client may come back and go on. */
const RESUMABLE: ReadonlySet<EndReason> = new Set(['lost', 'draining', 'too_slow', 'too_fast', 'internal']);

export const createConversation = (
  parts: OpeningParts,
  guest: Guest,
  socket: WebSocket,
  onEnded: (conversation: Conversation) => void,
): Conversation => {
  const { clock, bounds, sessions, socketTelemetry } = parts;
  const { contract } = guest.serving;
  const opening = createOpening(parts, guest, () => line);
  let served: Served | undefined;

  const begin = (begun: Served | undefined): void => {
    served = begun;
    if (begun !== undefined) clearTimeout(late);
    // it left while it was let in
    if (begun !== undefined && !line.isOpen) sessions.wait(begun, clock.elapsed());
  };
  const work = async (text: string): Promise<void> => {
    if (!line.isOpen) return;
    if (served === undefined) begin(await opening.take(text));
    else await served.handle(text);
  };
  const inbox = createInbox(
    () => line,
    (text) => work(text).catch(() => line.close('internal')),
  );

  const line = createLine(
    { socket, clock, bounds, rates: { ...bounds, ...contract.limits } },
    {
      text: inbox.put,
      room: () => served?.session.hasRoom(),
      ended(reason) {
        clearTimeout(late);
        opening.givePlaceBack();
        socketTelemetry.closed(contract, reason, clock.elapsed() - line.since);
        if (served?.session.line === line) {
          if (RESUMABLE.has(reason)) sessions.wait(served, clock.elapsed());
          else sessions.end(served);
        }
        onEnded(conversation);
      },
    },
  );
  const late = setTimeout(() => line.close('not_signed_in'), bounds.openingMs).unref();

  const conversation: Conversation = {
    line,
    get served() {
      return served;
    },
    get isQuiet() {
      return inbox.isQuiet;
    },
    look(now) {
      line.look(now);
      if (served === undefined) return;
      served.session.look(now);
      if (served.authority.hasExpired()) served.session.close('signed_out');
    },
  };
  begin(opening.begin());
  return conversation;
};
