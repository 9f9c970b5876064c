/** How long the server waits for those at the other end of its connections. */
export interface GrpcPatience {
  /** Between two pings of a connection. */
  readonly pingEveryMs: number;
  /** For the answer to a ping; the line is dead otherwise. */
  readonly pingAnswerMs: number;
}

export const GRPC_PATIENCE: GrpcPatience = { pingEveryMs: 30_000, pingAnswerMs: 15_000 };
