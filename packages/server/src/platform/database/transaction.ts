import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { ReadStatement, Statement } from './statements.ts';

/** An open transaction that only reads, bound to its workspace. Every statement sees the same moment. */
export interface Read {
  readonly workspace: WorkspaceId;
  /** The one row that must exist. */
  one<Row>(statement: ReadStatement<Row>): Promise<Row>;
  maybe<Row>(statement: ReadStatement<Row>): Promise<Row | undefined>;
  many<Row>(statement: ReadStatement<Row>): Promise<Row[]>;
}

/** An open transaction that may write, bound to its workspace. */
export interface Write extends Read {
  one<Row>(statement: Statement<Row>): Promise<Row>;
  maybe<Row>(statement: Statement<Row>): Promise<Row | undefined>;
  many<Row>(statement: Statement<Row>): Promise<Row[]>;
  /** Runs a statement for its effect and tells how many rows it touched. */
  run(statement: Statement<unknown>): Promise<number>;
  /** What fails inside undoes only what was done inside. The error goes on to the caller. */
  savepoint<Value>(fn: () => Promise<Value>): Promise<Value>;
  /**
   * What `fn` asks before it first waits is the last: the commit goes to the database with it, which saves a way there and back while
   * rows are locked. A statement of it that fails undoes everything, as any other; so does an error of ours, unless it comes later.
   */
  lastly<Value>(fn: () => Promise<Value>): Promise<Value>;
}

/** One that says of no workspace. Whoever takes it takes one of a workspace as well. */
export type InstanceRead = Omit<Read, 'workspace'>;
export type InstanceWrite = Omit<Write, 'workspace'>;
