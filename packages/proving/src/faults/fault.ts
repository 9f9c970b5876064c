export type Direction = 'to-server' | 'to-client';

export interface Chunk {
  readonly bytes: Buffer;
  readonly arrivedAt: number;
  readonly direction: Direction;
  /** Aborted when the fault is switched, or the link is gone: whoever waits for nothing stops waiting. */
  readonly released: AbortSignal;
  write(bytes: Buffer): Promise<void>;
}

/** What a fault can do at once to a connection that is open. */
export interface Struck {
  /** Ends both sides politely. */
  close(): void;
  /** Ends both sides with a RST. */
  reset(): void;
  /** The server's side is gone, the client is not told and its bytes go nowhere. */
  forgetServer(): void;
}

/** What is wrong with the line. One file a fault; what a fault does not say stays as on a good line. */
export interface Fault {
  readonly name: string;
  /** What becomes of a new connection: refused before it exists, reset after, accepted and led nowhere, or led on. */
  readonly newcomers?: 'refuse' | 'reset' | 'hold' | 'connect';
  /** What happens at once to each link that is open. */
  strike?(link: Struck): void;
  /** How bytes travel. Chunks of one direction come one after another. */
  carry?(chunk: Chunk): Promise<void>;
  /** How long the news that a side has closed takes. */
  readonly closeDelayMs?: number;
}

export const NO_FAULT: Fault = { name: 'none' };
