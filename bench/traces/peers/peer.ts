import type { Target } from '../generator/order.ts';

/** What a team would run instead, at its defaults. */
export interface Peer {
  readonly name: string;
  /** What must have happened before it acknowledges, as its documents or sources say. */
  readonly durability: string;
  /** Undefined where it is not installed in the folder of the peers. */
  readonly installed: (peers: string) => Promise<string | undefined>;
  /** Starts it over a folder that may hold what an earlier life stored. */
  readonly start: (peers: string, folder: string) => Promise<RunningPeer>;
}

export interface RunningPeer {
  readonly pid: number;
  readonly target: Target;
  readonly version: string;
  /** How many spans a trace has, when it is read whole; 0 where there is none. */
  spansOf(traceId: string): Promise<number>;
  /** How many spans can be found in all; undefined where it cannot say. */
  count(): Promise<number | undefined>;
  /** The latest 50. */
  list(): Promise<number>;
  kill(): Promise<void>;
}
