import type { WebSocket } from 'ws';
import type { Guest } from './arrival.ts';
import { createInbox } from './inbox.ts';
import { mayReturn, type EndReason } from './end-reason.ts';
import { createLine, type Line } from './line.ts';
import type { LineRates } from './line-rate.ts';
import { createOpening, type Opening, type OpeningParts } from './opening.ts';
import type { Served } from './sessions.ts';

/** One socket from its handshake to its end. */
export interface OpenSocket {
  readonly line: Line;
  /** Nothing that it said is being worked on. */
  readonly isQuiet: boolean;
  look(now: number): void;
}

export interface OpenSocketOwner {
  /** Whoever is behind it has been let in. */
  readonly onKnown: () => void;
  readonly onEnded: (opened: OpenSocket) => void;
}

export const createOpenSocket = (
  parts: OpeningParts,
  guest: Guest,
  socket: WebSocket,
  { onKnown, onEnded }: OpenSocketOwner,
): OpenSocket => {
  const { clock, bounds, sessions, socketTelemetry } = parts;
  const { contract } = guest.serving;
  // forgotten when it is over, with all it knows of the handshake
  let opening: Opening | undefined = createOpening(parts, guest, () => line);
  let givePlaceBack: (() => void) | undefined;
  let late: NodeJS.Timeout | undefined;
  let served: Served | undefined;

  const begin = (begun: Served | undefined): void => {
    givePlaceBack = opening?.givePlaceBack();
    if (givePlaceBack !== undefined) onKnown();
    if (begun === undefined) return;
    served = begun;
    opening = undefined;
    clearTimeout(late);
    late = undefined;
    // it left while it was let in
    if (!line.isOpen) sessions.wait(begun, clock.elapsed());
  };
  const work = async (text: string): Promise<void> => {
    if (!line.isOpen) return;
    if (opening === undefined) await served?.handle(text);
    else begin(await opening.take(text));
  };
  const inbox = createInbox(
    () => line,
    (text) => work(text).catch(() => line.close('internal')),
  );

  const line = createLine(
    { socket, clock, bounds, rates: ratesOf(parts, guest) },
    {
      text: inbox.put,
      room: () => served?.session.hasRoom(),
      ended(reason) {
        clearTimeout(late);
        givePlaceBack?.();
        socketTelemetry.closed(contract, reason, clock.elapsed() - line.pulse.since);
        if (served?.session.line === line) leave(parts, served, reason);
        onEnded(opened);
      },
    },
  );

  const opened: OpenSocket = {
    line,
    get isQuiet() {
      return inbox.isQuiet;
    },
    look(now) {
      line.look(now);
      served?.session.look(now);
      if (served?.authority.isDue(now) === true) void doubt(served);
    },
  };
  begin(opening.begin());
  if (served === undefined) late = setTimeout(() => line.close('not_signed_in'), bounds.openingMs).unref();
  return opened;
};

const ratesOf = ({ bounds }: OpeningParts, { serving: { contract } }: Guest): LineRates => ({
  messagesPerSecond: contract.limits?.messagesPerSecond ?? bounds.messagesPerSecond,
  bytesPerSecond: contract.limits?.bytesPerSecond ?? bounds.bytesPerSecond,
});

/** Looks up again who is behind it. Who cannot be looked up now is looked up in a moment. */
const doubt = async ({ authority, session }: Served): Promise<void> => {
  const refusal = await authority.check().catch(() => undefined);
  if (refusal !== undefined) session.close(refusal);
};

const leave = ({ sessions, clock }: OpeningParts, served: Served, reason: EndReason): void => {
  if (mayReturn(reason)) sessions.wait(served, clock.elapsed());
  else sessions.end(served);
};
