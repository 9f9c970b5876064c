import type { WorkspaceId } from '@holdfast/protocol/ids';
import type pg from 'pg';
import { inOneWrite } from './in-one-write.ts';
import { compile, type Statement } from './statements.ts';
import { nameOf } from './statement-names.ts';
import type { Write } from './transaction.ts';

let savepoints = 0;

/** No two transactions use the same name: a word that comes too late fails and undoes nothing of somebody else's. */
const nextSavepoint = (): string => {
  savepoints += 1;
  return `savepoint_${savepoints}`;
};

interface Answer<Row> {
  readonly rows: Row[];
  readonly rowCount: number | null;
}

export interface Course {
  /** It is bound to its workspace. */
  readonly opened: Promise<unknown>;
  /** Throws where there may not be another statement. Asked before each. */
  readonly mayGoOn: () => void;
  /** There is none after those that were asked. */
  readonly end: () => void;
}

/** The statements of one transaction on one connection. */
export const openTransaction = (
  client: pg.PoolClient,
  workspace: WorkspaceId,
  { opened, mayGoOn, end }: Course,
): Write => {
  const { control, send } = speakOver(client, mayGoOn);
  let open = 0;

  const many = async <Row>(statement: Statement<Row>): Promise<Row[]> => (await send(statement)).rows;
  const maybe = async <Row>(statement: Statement<Row>): Promise<Row | undefined> => (await many(statement))[0];

  return {
    workspace,
    many,
    maybe,
    async one(statement) {
      const row = await maybe(statement);
      if (row === undefined) throw new Error(`A statement that must give a row gave none: ${compile(statement).sql}`);
      return row;
    },
    run: async (statement) => (await send(statement)).rowCount ?? 0,
    async lastly(fn) {
      // whoever opened the savepoint has not come to the end yet
      if (open > 0) return fn();
      await opened;
      mayGoOn();
      let isGivenUp = false;
      // before the write is sent, and after an error of ours has been heard of
      process.nextTick(() => {
        if (!isGivenUp) end();
      });
      try {
        return await fn();
      } catch (error) {
        isGivenUp = true;
        throw error;
      }
    },
    async savepoint(fn) {
      const name = nextSavepoint();
      await control(`savepoint ${name}`);
      open += 1;
      try {
        const value = await fn();
        await control(`release savepoint ${name}`);
        return value;
      } catch (error) {
        await control(`rollback to savepoint ${name}`);
        throw error;
      } finally {
        open -= 1;
      }
    },
  };
};

const speakOver = (client: pg.PoolClient, mayGoOn: () => void) => ({
  control(words: string): Promise<unknown> {
    mayGoOn();
    return client.query(words);
  },

  // what the driver keeps of a statement often lives until the whole heap is gone through: what was sent and answered need not
  async send<Row>(statement: Statement<Row>): Promise<Answer<Row>> {
    mayGoOn();
    inOneWrite(client);
    const { sql, parameters } = compile(statement);
    const name = nameOf(sql, parameters.length);
    const values = [...parameters];
    try {
      const result = await client.query<Row & pg.QueryResultRow>({
        text: sql,
        values,
        ...(name === undefined ? {} : { name }),
      });
      const { rows, rowCount } = result;
      result.rows = [];
      return { rows, rowCount };
    } finally {
      values.length = 0;
    }
  },
});
