import type { Clock } from '../clock/clock.ts';
import { pause } from '../clock/pause.ts';
import type { InstanceDb } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import { objectionBeside, refuse } from './admit.ts';
import type { ListedNode, NodeSelf } from './node.ts';
import type { NodeTimes } from './node-times.ts';
import { beat, listNodes, lockNodes, silenceOfFolder } from './store.ts';

export interface Entrant {
  readonly self: NodeSelf;
  readonly db: InstanceDb;
  /** Of the Redis that this node reaches now. */
  readonly redisMark: () => string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** A Redis that was emptied is noticed between two heartbeats, so the second one tells of what is so now. */
const BEATS_OF_CERTAINTY = 2;

/** Puts this node on the list, or refuses when one that lives could not work beside it. */
export const enter = async (
  { self, db, redisMark, clock, log }: Entrant,
  times: NodeTimes,
): Promise<readonly ListedNode[]> => {
  const signs = createSignsOfLife();
  const deadline = clock.elapsed() + times.goneAfterMs + times.beatMs;
  for (;;) {
    const mark = redisMark();
    const { objections, others } = await db.write(async (tx) => {
      await lockNodes(tx);
      await silenceOfFolder(tx, self.folderId, self.id);
      const seen = (await listNodes(tx, times.goneAfterMs)).filter(({ silent }) => !silent);
      const found = seen.flatMap((node) => {
        const objection = objectionBeside({ ...self, redisMark: mark }, node);
        return objection === undefined ? [] : [{ ...objection, id: node.id }];
      });
      if (found.length === 0) await beat(tx, self, { url: undefined, redisMark: mark, draining: false, uptimeMs: 0 });
      return { objections: found, others: seen };
    });
    const [first] = objections;
    if (first === undefined) return others;
    // one that was killed a moment ago is still on the list: only a heartbeat tells that it lives
    signs.see(others);
    const standing = objections.find(({ id, mayPass }) => signs.of(id) >= (mayPass ? BEATS_OF_CERTAINTY : 1));
    if (standing !== undefined) return refuse(standing.sentence);
    if (clock.elapsed() > deadline) return refuse(first.sentence);
    log.info({ nodes: others.length }, 'Another node was here a moment ago: waiting to see whether it lives.');
    await pause(times.beatMs / 2);
  }
};

interface SignsOfLife {
  see(nodes: readonly Pick<ListedNode, 'id' | 'seen_at'>[]): void;
  /** How many heartbeats of it were seen since the first look. */
  of(id: string): number;
}

const createSignsOfLife = (): SignsOfLife => {
  const seen = new Map<string, Set<string>>();
  return {
    see(nodes) {
      for (const { id, seen_at } of nodes) seen.set(id, (seen.get(id) ?? new Set()).add(seen_at));
    },
    of: (id) => (seen.get(id)?.size ?? 1) - 1,
  };
};
