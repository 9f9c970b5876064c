import type { WorkspaceId } from '@holdfast/protocol/ids';
import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { Failure } from '../failure.ts';
import { tellCommitted } from './after-commit.ts';
import { beginBound, ContaminatedConnection, type Mode } from './bind.ts';
import type { Control } from './control.ts';
import { isBrokenConnection, stateOf } from './failures.ts';
import { inOneWrite } from './in-one-write.ts';
import { openTransaction } from './open-transaction.ts';
import type { Pool } from './pool.ts';
import type { Write } from './transaction.ts';

const inside = new AsyncLocalStorage<true>();

/** Whether the caller stands in an open transaction, where it must not wait for the network or for another connection. */
export const isInsideTransaction = (): boolean => inside.getStore() === true;

export interface TransactionRequest<Value> {
  readonly mode: Mode;
  readonly workspace: WorkspaceId | undefined;
  readonly signal: AbortSignal | undefined;
  readonly fn: (tx: Write) => Promise<Value>;
  /** It only reads, and asks for everything before it first waits: its end is sent with its statements. */
  readonly atOnce?: boolean;
}

/** Runs `fn` once in a transaction of its own. Nothing it wrote lasts unless this resolves. */
export const runTransaction = async <Value>(
  pool: Pool,
  control: Control,
  request: TransactionRequest<Value>,
): Promise<Value> => {
  if (isInsideTransaction()) throw new Error('A transaction was opened inside another: pass the open one on instead');
  request.signal?.throwIfAborted();
  const client = await pool.take();
  inOneWrite(client);
  const opened = beginBound(client, request.mode, request.workspace);
  const hangUp = control.watch(opened, request.signal);
  let ended: Promise<pg.QueryResult> | undefined;
  const end = (): Promise<pg.QueryResult> => {
    // from here on the commit is on its way and nobody may call it back
    if (request.mode !== 'read') void hangUp.end();
    return (ended ??= endOf(client));
  };
  try {
    const { value, tx } = await perform(client, opened, request, () => void end());
    if (await hangUp.end()) request.signal?.throwIfAborted();
    const last = ended ?? end();
    if (request.mode === 'read') releaseAfter(client, last);
    else {
      await committed(last);
      client.release();
      tellCommitted(tx);
    }
    return value;
  } catch (failed) {
    // what the database itself says of a statement it says before it comes to the commit
    const isEnding = ended !== undefined && request.mode !== 'read' && stateOf(failed) === undefined;
    const error = isEnding ? ofUnknownOutcome(failed) : failed;
    const cancelled = await hangUp.end();
    await giveUp(client, cancelled || isBrokenConnection(error) || error instanceof ContaminatedConnection);
    throw request.signal?.aborted === true && !isOutcomeUnknown(error) ? request.signal.reason : error;
  }
};

/** Whoever has gone meanwhile has not called the commit back, so that is what is known of it. */
const isOutcomeUnknown = (error: unknown): boolean => error instanceof Failure && error.code === 'outcome_unknown';

const perform = async <Value>(
  client: pg.PoolClient,
  opened: Promise<number>,
  { workspace, signal, fn, atOnce }: TransactionRequest<Value>,
  sendEnd: () => void,
): Promise<{ readonly value: Value; readonly tx: Write }> => {
  let ended = false;
  const mayGoOn = (): void => {
    // a statement can be cancelled only while it runs: whoever hung up between two must not start the next
    signal?.throwIfAborted();
    if (ended) throw new Error('A transaction was used after its end, when its connection may be of somebody else');
  };
  mayGoOn();
  try {
    // without a workspace there are no rows: row-level security compares with null
    const end = (): void => {
      if (ended) return;
      ended = true;
      sendEnd();
    };
    const tx = openTransaction(client, workspace as WorkspaceId, { opened, mayGoOn, end });
    const performing = inside.run(true, () => fn(tx));
    if (atOnce === true) end();
    const value = await performing;
    await opened;
    return { value, tx };
  } finally {
    ended = true;
  }
};

const endOf = (client: pg.ClientBase): Promise<pg.QueryResult> => {
  const ended = client.query('commit');
  // it is heard of when the connection is to be used again, or when somebody waits for it
  ended.catch(() => {});
  return ended;
};

/** The answer of a reader does not depend on how its transaction ends, so nobody waits for it. */
const releaseAfter = (client: pg.PoolClient, ended: Promise<unknown>): void => {
  ended.then(
    () => client.release(),
    () => client.release(true),
  );
};

/** Whether it was committed is not known when the connection broke after that was asked for. */
const ofUnknownOutcome = (error: unknown): unknown =>
  isBrokenConnection(error) && !isOutcomeUnknown(error) ? new Failure('outcome_unknown', { cause: error }) : error;

const committed = async (ended: Promise<pg.QueryResult>): Promise<void> => {
  const answer = await ended.catch((error: unknown) => {
    throw ofUnknownOutcome(error);
  });
  // a transaction in which a statement failed answers COMMIT with ROLLBACK and no error
  if (answer.command !== 'COMMIT')
    throw new Error('The transaction was rolled back: a statement in it failed and its error was swallowed');
};

const giveUp = async (client: pg.PoolClient, destroy: boolean): Promise<void> => {
  const rolledBack = destroy
    ? false
    : await client.query('rollback').then(
        () => true,
        () => false,
      );
  client.release(!rolledBack);
};
