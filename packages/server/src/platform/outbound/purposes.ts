/** What a request to the outside is for, and what it gets unless its caller says otherwise. */
export interface Purpose {
  /** Whole, with redirects and repetitions. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Requests to one host at once, and how many more may wait for their turn. */
  readonly atOnce: number;
  readonly waiting: number;
}

const MIB = 1024 * 1024;
const USUAL: Purpose = { timeoutMs: 15_000, maxBytes: MIB, atOnce: 8, waiting: 32 };

/** Each has its own turns at a host: a tool that hangs holds up no webhook. */
export const PURPOSES = {
  tool: { ...USUAL, timeoutMs: 30_000, atOnce: 32, waiting: 128 },
  // the outbox limits them by target and workspace: one host may receive for many, and one that hangs holds up no other
  webhook: { ...USUAL, timeoutMs: 30_000, atOnce: 1024, waiting: 1024 },
  // many workspaces have files at one host, and who has slow ones there holds up no other: how much a workspace fetches is limited elsewhere
  feed: { ...USUAL, timeoutMs: 30_000, maxBytes: 5 * MIB, atOnce: 64, waiting: 64 },
  // answers of models are streamed for minutes, and a thousand may be under way
  provider: { timeoutMs: 300_000, maxBytes: 16 * MIB, atOnce: 512, waiting: 1024 },
  identity: USUAL,
} as const satisfies Readonly<Record<string, Purpose>>;

export type PurposeName = keyof typeof PURPOSES;
