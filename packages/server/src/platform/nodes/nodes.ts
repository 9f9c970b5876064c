import type { Clock } from '../clock/clock.ts';
import { within } from '../clock/deadline.ts';
import { pause } from '../clock/pause.ts';
import { createTicker } from '../clock/ticker.ts';
import type { InstanceDb } from '../database/database.ts';
import type { Write } from '../database/transaction.ts';
import type { Log } from '../log/log.ts';
import { refusalBeside, refuse } from './admit.ts';
import type { ListedNode, NodeSelf } from './node.ts';
import { beat, listNodes, lockNodes, removeNode, removeSilent, silenceOfFolder } from './store.ts';

export type InstanceWrite = Omit<Write, 'workspace'>;

/** The nodes of the instance, as this one sees them. */
export interface Nodes {
  readonly self: NodeSelf;
  /** How many there were at the last heartbeat, this one included. */
  count(): number;
  /** The same by their state. */
  states(): NodeStates;
  list(db?: InstanceDb): Promise<ListedNode[]>;
  /** Where this node listens, as soon as it does. */
  listens(url: string): Promise<void>;
  /**
   * Told of a node that died, by the one node that took it off the list, inside the transaction that does so:
   * what is done with `tx` is done exactly once. A node that was only cut off may come back.
   */
  onGone(listener: GoneListener): void;
  close(): Promise<void>;
}

export interface NodeStates {
  readonly up: number;
  readonly draining: number;
  readonly silent: number;
}

export type GoneListener = (tx: InstanceWrite, node: ListedNode) => Promise<void>;

export interface NodesParts {
  readonly self: NodeSelf;
  readonly db: InstanceDb;
  readonly clock: Clock;
  readonly log: Log;
  readonly isDraining: () => boolean;
  readonly times?: Partial<NodeTimes>;
}

export interface NodeTimes {
  readonly beatMs: number;
  /** Who has been silent for so long shows as silent. */
  readonly silentAfterMs: number;
  /** And is taken off the list after this long. */
  readonly goneAfterMs: number;
}

/** A database that is away must not keep a node from stopping. */
const LEAVE_WITHIN_MS = 2000;
export const NODE_TIMES: NodeTimes = { beatMs: 2000, silentAfterMs: 5000, goneAfterMs: 10_000 };

/** Joins the others, or refuses when they could not work together. */
export const joinNodes = async (parts: NodesParts): Promise<Nodes> => {
  const { self, db, clock, log, isDraining } = parts;
  const times = { ...NODE_TIMES, ...parts.times };
  const listeners: GoneListener[] = [];
  const since = clock.elapsed();
  let url: string | undefined;
  let others = await enter(parts, times);

  const tell = async (tx: InstanceWrite, gone: readonly ListedNode[]): Promise<void> => {
    for (const node of gone) for (const listener of listeners) await listener(tx, node);
  };

  const beatOnce = async (): Promise<void> => {
    const gone = await db.write(async (tx) => {
      await beat(tx, self, { url, draining: isDraining(), uptimeMs: clock.elapsed() - since });
      const removed = await removeSilent(tx, times.goneAfterMs);
      await tell(tx, removed);
      return removed;
    });
    for (const { id, host } of gone) {
      log.warn({ event: 'node_gone', node: id, host }, 'A node stopped without saying so; its work is taken over.');
    }
    others = (await db.read((tx) => listNodes(tx, times.silentAfterMs))).filter(({ id }) => id !== self.id);
  };

  const ticker = createTicker(async () => {
    await beatOnce().catch((error: unknown) =>
      log.warn({ error }, 'A heartbeat could not be written; the next one is tried.'),
    );
    return times.beatMs;
  });
  ticker.within(times.beatMs);

  return {
    self,
    count: () => others.length + 1,
    states: () => statesOf([...others, { draining: isDraining(), silent: false }]),
    list: (given = db) => given.read((tx) => listNodes(tx, times.silentAfterMs)),
    async listens(where) {
      url = where;
      await beatOnce();
    },
    onGone: (listener) => void listeners.push(listener),
    async close() {
      const leave = async (): Promise<void> => {
        await ticker.stop();
        await db.write((tx) => removeNode(tx, self.id));
      };
      await within(LEAVE_WITHIN_MS, 'Leaving the list of nodes', leave()).catch((error: unknown) => {
        log.warn({ error }, 'The others were not told that this node stops; they notice by its silence.');
      });
    },
  };
};

/** Who is silent may say that it drains, and may be dead. */
const statesOf = (nodes: readonly Pick<ListedNode, 'draining' | 'silent'>[]): NodeStates => {
  const silent = nodes.filter((node) => node.silent).length;
  const draining = nodes.filter((node) => node.draining && !node.silent).length;
  return { up: nodes.length - silent - draining, draining, silent };
};

const enter = async ({ self, db, clock, log }: NodesParts, times: NodeTimes): Promise<readonly ListedNode[]> => {
  const first = new Map<string, string>();
  const deadline = clock.elapsed() + times.goneAfterMs + times.beatMs;
  for (;;) {
    const { sentence, others } = await db.write(async (tx) => {
      await lockNodes(tx);
      await silenceOfFolder(tx, self.folderId, self.id);
      const seen = (await listNodes(tx, times.goneAfterMs)).filter(({ silent }) => !silent);
      const refused = refusalBeside(self, seen);
      if (refused === undefined) await beat(tx, self, { url: undefined, draining: false, uptimeMs: 0 });
      return { sentence: refused, others: seen };
    });
    if (sentence === undefined) return others;
    // one that was killed a moment ago is still on the list: only a heartbeat tells that it lives
    const lives = others.some(({ id, seen_at }) => (first.get(id) ?? seen_at) !== seen_at);
    for (const { id, seen_at } of others) if (!first.has(id)) first.set(id, seen_at);
    if (lives || clock.elapsed() > deadline) return refuse(sentence);
    log.info({ nodes: others.length }, 'Another node was here a moment ago: waiting to see whether it lives.');
    await pause(times.beatMs / 2);
  }
};
