import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { Failure } from '../failure.ts';
import { sql } from 'kysely';
import { newWorkspace, useRoom } from './testing.ts';
import type { Write } from './transaction.ts';

const ground = useDatabase();
const retries: string[] = [];
const room = useRoom(ground.appUrl, { onRetry: (reason) => retries.push(reason) });

const add = (tx: Write, name: string, by = 1) =>
  tx.run(sql`insert into probe.counters as c (workspace_id, name, value) values (${tx.workspace}, ${name}, ${by})
             on conflict (workspace_id, name) do update set value = c.value + excluded.value`);
const valuesIn = (workspace: ReturnType<typeof newWorkspace>) =>
  room
    .forWorkspace(workspace)
    .read((tx) => tx.many(sql<{ name: string; value: number }>`select name, value from probe.counters order by name`));

describe('a transaction', () => {
  test('that fails leaves nothing behind', async () => {
    const workspace = newWorkspace();
    const failing = room.forWorkspace(workspace).write(async (tx) => {
      await add(tx, 'a');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await valuesIn(workspace)).toEqual([]);
  });

  test('keeps what was done outside of a failed savepoint', async () => {
    const workspace = newWorkspace();
    await room.forWorkspace(workspace).write(async (tx) => {
      await add(tx, 'kept');
      await tx
        .savepoint(async () => {
          await add(tx, 'undone');
          throw new Error('only the inner step');
        })
        .catch(() => {});
      await tx.savepoint(() => add(tx, 'also kept'));
    });
    expect(await valuesIn(workspace)).toEqual([
      { name: 'also kept', value: 1 },
      { name: 'kept', value: 1 },
    ]);
  });

  test('in which an error was swallowed does not pretend to have committed', async () => {
    const workspace = newWorkspace();
    const swallowing = room.forWorkspace(workspace).write(async (tx) => {
      await add(tx, 'a');
      await tx.run(sql`select 1 / 0`).catch(() => {});
    });
    await expect(swallowing).rejects.toThrow(/rolled back/);
    expect(await valuesIn(workspace)).toEqual([]);
  });

  test('that only reads cannot write', async () => {
    await expect(
      room.forWorkspace(newWorkspace()).read((tx) => tx.many(sql`delete from probe.counters`)),
    ).rejects.toThrow(/read-only transaction/);
  });

  test('that reads at once gives what it asked for, and its connection is as good as before', async () => {
    const workspace = newWorkspace();
    const db = room.forWorkspace(workspace);
    await db.write((tx) => add(tx, 'a', 7));
    const value = () => sql<{ value: number }>`select value from probe.counters where name = 'a'`;
    const reads = () => db.read((tx) => Promise.all([tx.one(value()), tx.many(value())]), { atOnce: true });
    for (let time = 0; time < 20; time += 1) expect(await reads()).toEqual([{ value: 7 }, [{ value: 7 }]]);
    await expect(db.read((tx) => tx.many(sql`select 1 / 0`), { atOnce: true })).rejects.toThrow(/division by zero/);
    expect(await Promise.all(Array.from({ length: 20 }, reads))).toHaveLength(20);
  });

  test('that reads at once cannot ask for more later', async () => {
    const late = room.forWorkspace(newWorkspace()).read(
      async (tx) => {
        await tx.many(sql`select 1`);
        return tx.many(sql`select 2`);
      },
      { atOnce: true },
    );
    await expect(late).rejects.toThrow(/after its end/);
  });

  test('cannot be opened inside another', async () => {
    const db = room.forWorkspace(newWorkspace());
    await expect(db.write(() => db.read(async () => 1))).rejects.toThrow(/inside another/);
  });

  test('that reads sees one moment, whatever others commit meanwhile', async () => {
    const workspace = newWorkspace();
    const [before, after] = await room.forWorkspace(workspace).read(async (tx) => {
      const count = () => tx.one(sql<{ count: number }>`select count(*) as count from probe.counters`);
      const first = await count();
      await ground.as('admin', `insert into probe.counters values ($1, 'late', 1)`, [workspace]);
      return [first, await count()];
    });
    expect(after).toEqual(before);
  });

  test('gives times with all six digits, in UTC', async () => {
    const { at } = await room
      .forInstance()
      .read((tx) => tx.one(sql<{ at: string }>`select timestamptz '2026-11-21 10:00:00.12+02' as at`));
    expect(at).toBe('2026-11-21T08:00:00.120000Z');
  });
});

describe('two transactions that meet', () => {
  test('in a deadlock both succeed, and each has its effect once', async () => {
    const workspace = newWorkspace();
    await room.forWorkspace(workspace).write(async (tx) => {
      await add(tx, 'a', 0);
      await add(tx, 'b', 0);
    });
    const meet = Promise.withResolvers<void>();
    let arrived = 0;
    const both = (first: string, second: string) =>
      room.forWorkspace(workspace).write(async (tx) => {
        await add(tx, first);
        arrived += 1;
        if (arrived === 2) meet.resolve();
        await meet.promise;
        await add(tx, second);
      });
    await Promise.all([both('a', 'b'), both('b', 'a')]);
    expect(await valuesIn(workspace)).toEqual([
      { name: 'a', value: 2 },
      { name: 'b', value: 2 },
    ]);
    expect(retries).toContain('deadlock');
  });

  test('in a serialization failure both succeed', async () => {
    const workspace = newWorkspace();
    await room.forWorkspace(workspace).write((tx) => add(tx, 'a', 0));
    const meet = Promise.withResolvers<void>();
    let arrived = 0;
    const increment = () =>
      room.forWorkspace(workspace).write(
        async (tx) => {
          const { value } = await tx.one(sql<{ value: number }>`select value from probe.counters where name = 'a'`);
          arrived += 1;
          if (arrived === 2) meet.resolve();
          await meet.promise;
          await tx.run(sql`update probe.counters set value = ${value + 1} where name = 'a'`);
        },
        { isolation: 'serializable' },
      );
    await Promise.all([increment(), increment()]);
    expect(await valuesIn(workspace)).toEqual([{ name: 'a', value: 2 }]);
    expect(retries).toContain('serialization');
  });
});

describe('what takes too long', () => {
  const hasty = useRoom(ground.appUrl, { limits: { statementTimeoutMs: 200, lockTimeoutMs: 100 } });
  const narrow = useRoom(ground.appUrl, { connections: 2, waitMs: 700 });

  test('a statement is stopped, and its connection is as good as before', async () => {
    await expect(hasty.forInstance().read((tx) => tx.one(sql`select pg_sleep(5)`))).rejects.toMatchObject({
      code: 'statement_timeout',
    });
    expect(await hasty.forInstance().read((tx) => tx.one(sql`select 1 as one`))).toEqual({ one: 1 });
  });

  test('a transaction is ended with its connection, and the next one works', async () => {
    const ending = room.forInstance().write(async (tx) => {
      await tx.run(sql`set local transaction_timeout = 50`);
      await tx.one(sql`select pg_sleep(5)`);
    });
    await expect(ending).rejects.toMatchObject({ code: 'statement_timeout' });
    expect(await room.forInstance().read((tx) => tx.one(sql`select 1 as one`))).toEqual({ one: 1 });
  });

  test('waiting for a lock is given up', async () => {
    const workspace = newWorkspace();
    await hasty.forWorkspace(workspace).write((tx) => add(tx, 'a'));
    const held = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const holder = room.forWorkspace(workspace).write(async (tx) => {
      await add(tx, 'a');
      locked.resolve();
      await held.promise;
    });
    await locked.promise;
    await expect(hasty.forWorkspace(workspace).write((tx) => add(tx, 'a'))).rejects.toMatchObject({
      code: 'lock_timeout',
    });
    held.resolve();
    await holder;
    expect(await valuesIn(workspace)).toEqual([{ name: 'a', value: 2 }]);
  });

  test('waiting for a connection ends with 503, and goes on at once when one is free', async () => {
    const holding = Promise.withResolvers<void>();
    const holders = [1, 2].map(() =>
      narrow.forInstance().read(async (tx) => {
        await tx.one(sql`select 1`);
        await holding.promise;
      }),
    );
    await expect.poll(() => narrow.connections().busy).toBe(2);
    await expect(narrow.forInstance().read((tx) => tx.one(sql`select 1`))).rejects.toMatchObject({
      code: 'database_busy',
    });
    const next = narrow.forInstance().read((tx) => tx.one(sql`select 2 as two`));
    holding.resolve();
    await Promise.all(holders);
    expect(await next).toEqual({ two: 2 });
  });
});

describe('a caller that goes away', () => {
  test('has its statement cancelled in the database', async () => {
    const controller = new AbortController();
    const mark = `gone-${randomUUID()}`;
    const reason = new Failure('timed_out');
    const work = room.forInstance(controller.signal).read((tx) => tx.one(sql`select pg_sleep(30), ${mark}::text`));
    const running = () =>
      ground.as(
        'admin',
        `select count(*)::int as n from pg_stat_activity where state = 'active' and query like '%pg_sleep(30)%' and pid <> pg_backend_pid()`,
      );
    await expect.poll(async () => (await running()).rows[0].n).toBe(1);
    controller.abort(reason);
    await expect(work).rejects.toBe(reason);
    await expect.poll(async () => (await running()).rows[0].n).toBe(0);
  });

  test('between two statements gets no further', async () => {
    const controller = new AbortController();
    const told: unknown[] = [];
    const work = room.forInstance(controller.signal).write(async (tx) => {
      await tx.one(sql`select 1`);
      controller.abort(new Error('gone'));
      await tx.one(sql`select 2`).catch((error: unknown) => told.push(error));
      await tx.savepoint(async () => {}).catch((error: unknown) => told.push(error));
    });
    await expect(work).rejects.toThrow('gone');
    expect(told).toMatchObject([{ message: 'gone' }, { message: 'gone' }]);
    expect(room.connections().busy).toBe(0);
  });

  test('before it was served takes no connection', async () => {
    await expect(
      room.forInstance(AbortSignal.abort(new Error('gone'))).read((tx) => tx.one(sql`select 1`)),
    ).rejects.toThrow('gone');
  });
});

describe('a connection that dies', () => {
  test('makes the transaction fail as unavailable, and the next one works', async () => {
    const dying = room.forInstance().write(async (tx) => {
      const { pid } = await tx.one(sql<{ pid: number }>`select pg_backend_pid() as pid`);
      await ground.as('admin', 'select pg_terminate_backend($1)', [pid]);
      await tx.one(sql`select 1`);
    });
    await expect(dying).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(await room.forInstance().read((tx) => tx.one(sql`select 1 as one`))).toEqual({ one: 1 });
  });

  test('at the commit says that the outcome is unknown', async () => {
    const dying = room.forInstance().write(async (tx) => {
      const { pid } = await tx.one(sql<{ pid: number }>`select pg_backend_pid() as pid`);
      await ground.as('admin', 'select pg_terminate_backend($1)', [pid]);
    });
    await expect(dying).rejects.toMatchObject({ code: 'outcome_unknown' });
  });

  test('tells a client nothing of the rows', async () => {
    const workspace = newWorkspace();
    const twice = room.forWorkspace(workspace).write(async (tx) => {
      await tx.run(
        sql`insert into probe.folders (workspace_id, id, name) values (${workspace}, ${randomUUID()}, 'CANARY')`,
      );
      await tx.run(
        sql`insert into probe.folders (workspace_id, id, name) values (${workspace}, ${randomUUID()}, 'CANARY')`,
      );
    });
    const failure: Failure = (await twice.catch((error: unknown) => error)) as Failure;
    expect(failure.code).toBe('conflict');
    expect(failure.message).not.toContain('CANARY');
  });
});
