/** How long, how often and how much, for all sockets of a node. */
export interface SocketBounds {
  /** For the ticket, and for what is to be resumed. */
  readonly openingMs: number;
  readonly ticketMs: number;
  readonly pingEveryMs: number;
  /** Without a byte from the other side. */
  readonly deadAfterMs: number;
  /** Without a message, either way. */
  readonly idleMs: number;
  readonly sweepEveryMs: number;
  /** For the other side's close frame, before the line is cut. */
  readonly closeMs: number;
  /** For a reader to take anything at all of what waits for it. */
  readonly slowMs: number;
  /** For a lost connection to come back. */
  readonly resumeMs: number;
  /** How old the knowledge may be that a principal may still do this. */
  readonly recheckMs: number;
  /** The same for one who says nothing and only listens. */
  readonly silentRecheckMs: number;
  /** For the handler of one message. */
  readonly messageMs: number;
  readonly handshakes: {
    readonly perAddressPerSecond: number;
    readonly perAddressBurst: number;
    readonly perSecond: number;
    readonly burst: number;
  };
  /** Sockets that have not shown their ticket yet. */
  readonly mostOpening: number;
  readonly perMember: number;
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
}

export const SOCKET_BOUNDS: SocketBounds = {
  openingMs: 5000,
  ticketMs: 30_000,
  pingEveryMs: 25_000,
  deadAfterMs: 60_000,
  idleMs: 30 * 60_000,
  sweepEveryMs: 1000,
  closeMs: 5000,
  slowMs: 30_000,
  resumeMs: 120_000,
  recheckMs: 5000,
  silentRecheckMs: 60_000,
  messageMs: 30_000,
  handshakes: { perAddressPerSecond: 20, perAddressBurst: 100, perSecond: 500, burst: 1000 },
  mostOpening: 1000,
  perMember: 20,
  messagesPerSecond: 20,
  bytesPerSecond: 256 * 1024,
};

/** Bursts are what was saved up in so many seconds. */
export const BURST_SECONDS = 4;
/** The most bytes of a message of any type. */
export const MOST_MESSAGE_BYTES = 260 * 1024;
/** The most bytes of a message whose contract says nothing else. */
export const USUAL_MESSAGE_BYTES = 64 * 1024;
