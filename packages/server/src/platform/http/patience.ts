/** How long the server waits for those at the other end of its sockets. */
export interface Patience {
  /** For the headers of a request to arrive. */
  readonly headersMs: number;
  /** For a whole request to arrive. */
  readonly requestMs: number;
  /** How often late ones are looked for. */
  readonly checkEveryMs: number;
  /** For the next request on an open connection. */
  readonly keepAliveMs: number;
  /** Between two signs of life of a stream. */
  readonly heartbeatMs: number;
  /** For a reader whose connection is full, before it is cut off; it comes back with Last-Event-ID. */
  readonly slowReaderMs: number;
}

export const PATIENCE: Patience = {
  headersMs: 15_000,
  requestMs: 60_000,
  checkEveryMs: 5000,
  keepAliveMs: 65_000,
  heartbeatMs: 15_000,
  slowReaderMs: 30_000,
};
