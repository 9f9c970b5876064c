import type { Context } from '../../http/context.ts';
import type { ToolContract } from '../tools/tool.ts';

/** What a task waits for from its asker, as an elicitation. */
export interface TaskQuestion {
  /** Never used for another question of the same task. */
  readonly key: string;
  readonly message: string;
  /** JSON Schema of a flat object. */
  readonly schema: object;
}

/** How a task stands. */
export interface TaskState {
  readonly id: string;
  readonly state: 'working' | 'completed' | 'cancelled';
  readonly message: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly question: TaskQuestion | undefined;
}

/** The same with what the tool that began it would answer now: its result, once it is over. */
export interface TaskNow extends TaskState {
  readonly answer: object;
}

/** Keeps what lasts: the calls of one tool, as tasks, each only for whoever began it. */
export interface TaskKeeper {
  /** Of the tool whose calls become tasks. */
  readonly begins: ToolContract;
  /** Of looking at one. */
  readonly reads: ToolContract;
  /** Of what the tool has just answered. */
  begun(context: Context, answer: object): Promise<TaskNow>;
  find(context: Context, id: string): Promise<TaskNow | undefined>;
  /** Each state that is other than the one before, and its last one before it ends. */
  follow(context: Context, id: string): AsyncIterable<TaskNow>;
  /** Those that are not over, at most so many. */
  list(context: Context, most: number): Promise<readonly TaskState[]>;
  cancel(context: Context, id: string): Promise<void>;
  /** What was asked by this key. What was answered already, or never asked, is passed over. */
  reply(context: Context, id: string, replies: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Whoever may call the tool and look at what came of it has tasks. */
export const mayKeep = ({ begins, reads }: TaskKeeper, { permissions }: Context['principal']): boolean =>
  permissions.has(begins.permission) && permissions.has(reads.permission);
