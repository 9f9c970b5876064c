import { within } from '../clock/deadline.ts';
import { createTicker } from '../clock/ticker.ts';
import type { InstanceDb } from '../database/database.ts';
import type { InstanceWrite } from '../database/transaction.ts';
import { enter, type Entrant } from './enter.ts';
import type { ListedNode, NodeSelf } from './node.ts';
import { NODE_TIMES, type NodeTimes } from './node-times.ts';
import { beat, listNodes, removeNode, removeSilent } from './store.ts';
import { createStrayed } from './strayed.ts';

/** The nodes of the instance, as this one sees them. */
export interface Nodes {
  readonly self: NodeSelf;
  /** How many there were at the last heartbeat, this one included. */
  count(): number;
  /** The same by their state. */
  states(): NodeStates;
  list(db?: InstanceDb): Promise<ListedNode[]>;
  /** Whether another node that lives shares another Redis. */
  strayed(): boolean;
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

export interface NodesParts extends Entrant {
  readonly isDraining: () => boolean;
  /** For each node that this one took off the list. */
  readonly countGone: () => void;
  readonly times?: Partial<NodeTimes>;
}

/** A database that is away must not keep a node from stopping. */
const LEAVE_WITHIN_MS = 2000;

/** Joins the others, or refuses when they could not work together. */
export const joinNodes = async (parts: NodesParts): Promise<Nodes> => {
  const { self, db, clock, log, redisMark, isDraining, countGone } = parts;
  const times = { ...NODE_TIMES, ...parts.times };
  const listeners: GoneListener[] = [];
  const since = clock.elapsed();
  const strayed = createStrayed(log);
  let url: string | undefined;
  let others = await enter(parts, times);

  const tell = async (tx: InstanceWrite, gone: readonly ListedNode[]): Promise<void> => {
    for (const node of gone) for (const listener of listeners) await listener(tx, node);
  };

  const beatOnce = async (): Promise<void> => {
    const mark = redisMark();
    const gone = await db.write(async (tx) => {
      await beat(tx, self, { url, redisMark: mark, draining: isDraining(), uptimeMs: clock.elapsed() - since });
      const removed = await removeSilent(tx, times.goneAfterMs);
      await tell(tx, removed);
      return removed;
    });
    for (const { id, host } of gone) {
      countGone();
      log.warn({ event: 'node_gone', node: id, host }, 'A node stopped without saying so; its work is taken over.');
    }
    others = (await db.read((tx) => listNodes(tx, times.silentAfterMs))).filter(({ id }) => id !== self.id);
    strayed.look(mark, others);
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
    strayed: strayed.is,
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
