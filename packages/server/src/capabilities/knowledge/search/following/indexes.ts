import { availableParallelism } from 'node:os';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../../../../platform/clock/clock.ts';
import { OutOfTime, within } from '../../../../platform/clock/deadline.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { Failure } from '../../../../platform/failure.ts';
import { createTurns, type Turns } from '../../../../platform/turns/turns.ts';
import type { Space } from '../../embedding/store/spaces.ts';
import type { Asked, Hit } from '../pair-index/asking.ts';
import { createIndexThread, IndexesLost, type IndexThread } from '../thread/index-thread.ts';
import { createKeptIndexes, type Kept, type KeptIndexes } from './kept-indexes.ts';
import type { Moment } from './store.ts';

/** The indexes of this node: made when somebody asks, given up when nobody does or when there is no room. */
export interface Indexes {
  /** Resolves when everything up to the moment is found, with the space whose vectors are. */
  follow(workspace: WorkspaceId, moment: Moment, current: Space | undefined): Promise<Space | undefined>;
  /** Undefined when the index has turned to another space than the one in which the question was given a meaning. */
  ask(workspace: WorkspaceId, asked: Asked, asking: Asking): Promise<readonly Hit[] | undefined>;
  /** Follows what is there without being asked, which does not count as use. */
  keepUp(workspace: WorkspaceId, moment: Moment, current: Space | undefined): Promise<void>;
  askedLately(): readonly WorkspaceId[];
  /** Gives up those that nobody has asked for long. */
  giveUpIdle(): void;
  readonly size: KeptIndexes['size'];
  close(): Promise<void>;
}

/** What a question was told when it came; what it is asked of may be gone since, and is built anew. */
export interface Asking {
  readonly moment: Moment;
  readonly current: Space | undefined;
  readonly signal: AbortSignal;
}

export interface IndexesParts {
  readonly database: Database;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly mostBytes: number;
}

/** Whoever asks waits so long for what was committed before; what was begun goes on. */
const FOLLOW_WITHIN_MS = 20_000;
const RETRY_AFTER_SECONDS = 3;
const IDLE_MS = 30 * 60_000;
const LATELY_MS = 5 * 60_000;
/** While one answer is handed back, the next question is worked on. */
const ASKED_AT_ONCE = 2;
/** At a few milliseconds each, so many are answered while somebody is still there to read it. */
const MOST_WAITING = 512;
const MOST_THREADS = 4;

export const createIndexes = ({ database, clock, mostBytes }: IndexesParts): Indexes => {
  const others = Array.from({ length: threadCount() - 1 }, () => createIndexThread());
  const threads = [createIndexThread(), ...others] as const;
  const turns = new Map<IndexThread, Turns>();
  const turnsAt = (thread: IndexThread): Turns => {
    const known = turns.get(thread) ?? createTurns({ atOnce: ASKED_AT_ONCE, mostWaiting: MOST_WAITING, busy });
    turns.set(thread, known);
    return known;
  };
  const dbOf = (workspace: WorkspaceId) => database.forWorkspace(workspace);
  const kept = createKeptIndexes({ threads, clock, mostBytes, dbOf });

  const followed = ({ index }: Kept, moment: Moment, current: Space | undefined): Promise<void> =>
    within(FOLLOW_WITHIN_MS, 'Reading what is to be found', index.follow(moment, current));

  return {
    follow: (workspace, moment, current) =>
      orUnavailable(
        kept.using(workspace, async (one) => {
          await followed(one, moment, current);
          return one.index.space;
        }),
      ),
    ask: (workspace, asked, { moment, current, signal }) =>
      orUnavailable(
        kept.using(workspace, async (one) => {
          await followed(one, moment, current);
          const turned = asked.meaning !== undefined && asked.meaning.space !== one.index.space?.id;
          if (turned) return undefined;
          return turnsAt(one.thread).inTurn(() => one.index.ask(asked), { lane: workspace, signal });
        }),
      ),
    async keepUp(workspace, moment, current) {
      await kept.find(workspace)?.follow(moment, current);
    },
    askedLately: () => kept.usedWithin(LATELY_MS),
    giveUpIdle: () => kept.giveUpUnused(IDLE_MS),
    size: kept.size,
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
};

const threadCount = (): number => Math.max(1, Math.min(MOST_THREADS, Math.floor(availableParallelism() / 2)));

const busy = (): Failure =>
  new Failure('knowledge_unavailable', {
    detail: 'More is asked than can be answered now.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });

const orUnavailable = async <Value>(work: Promise<Value>): Promise<Value> => {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof OutOfTime || error instanceof IndexesLost)) throw error;
    throw new Failure('knowledge_unavailable', {
      detail: 'The search structures of the workspace are being built.',
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      cause: error,
    });
  }
};
