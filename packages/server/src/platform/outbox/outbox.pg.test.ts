import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../database/testing.ts';
import { defineJob } from '../jobs/define-job.ts';
import { createMemory } from '../ephemeral/memory.ts';
import { silentLog as log } from '../../../test/ground/silent-log.ts';
import { systemClock as clock } from '../clock/clock.ts';
import { createIds } from '../ids/uuid7.ts';
import { defineEvent, starts, type Happened } from './define-event.ts';
import { sweepOutbox } from './sweep-store.ts';
import { noted, useOutbox } from './testing/outbox.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl, { connections: 10 });
const house = useOutbox(ground, room);

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

test('what a transaction wrote is told when it is committed, and only then', async () => {
  const workspace = newWorkspace();
  const heard = house.relay().heard(workspace);
  const undone = room.forWorkspace(workspace).write(async (tx) => {
    await house.outbox.add(tx, noted, { object: 'a', data: { text: 'undone' } });
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  const { id } = await house.add(workspace, 'a', 'done');
  await expect
    .poll(() => heard)
    .toMatchObject([
      { id, type: 'note.written', object: { kind: 'note', id: 'a' }, sequence: 1, data: { text: 'done' } },
    ]);
  expect((await ground.as('owner', 'select from holdfast.outbox_events')).rowCount).toBe(1);
});

test('data that breaks its schema is not taken, and the sentence does not repeat it', async () => {
  const written = house.add(newWorkspace(), 'a', 7 as never);
  await expect(written).rejects.toThrow(/note\.written cannot be written down: its data does not fit: \/text/);
  await expect(house.add(newWorkspace(), '', 'x')).rejects.toThrow('1 to 200 characters');
  await expect(house.add(newWorkspace(), 'a', 'x'.repeat(70_000))).rejects.toThrow('store it, and name it instead');
});

test('of two transactions about one object, the second is numbered and told after the first, however they began', async () => {
  const workspace = newWorkspace();
  const db = room.forWorkspace(workspace);
  const [began, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const heard = house.relay().heard(workspace);
  // its id is made first, and its transaction begins first: neither counts
  const slow = db.write(async (tx) => {
    await tx.run(sql`select 1`);
    began.resolve();
    await go.promise;
    return house.outbox.add(tx, noted, { object: 'a', data: { text: 'slow' } });
  });
  await began.promise;
  await house.add(workspace, 'a', 'quick');
  go.resolve();
  expect(await slow).toMatchObject({ sequence: 2 });
  await expect.poll(() => heard.map(({ data }) => data)).toEqual([{ text: 'quick' }, { text: 'slow' }]);
});

test('a transaction that is open holds up its own objects and no others', async () => {
  const workspace = newWorkspace();
  const heard = house.relay().heard(workspace);
  const [written, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const open = room.forWorkspace(workspace).write(async (tx) => {
    await house.outbox.add(tx, noted, { object: 'a', data: { text: 'first' } });
    written.resolve();
    await go.promise;
  });
  await written.promise;
  const behind = house.add(workspace, 'a', 'second');
  await house.add(workspace, 'b', 'other');
  await expect.poll(() => heard.map(({ object }) => object.id)).toEqual(['b']);
  go.resolve();
  await Promise.all([open, behind]);
  await expect
    .poll(() => heard.filter(({ object }) => object.id === 'a').map(({ data }) => data))
    .toEqual([{ text: 'first' }, { text: 'second' }]);
});

test('twenty writers about the same three objects at once, some undone: each is told once per object, in order, without gaps', async () => {
  const workspace = newWorkspace();
  const relays = [house.relay(), house.relay()];
  const heard = relays.map((relay) => relay.heard(workspace));
  const committed = new Map<string, string[]>();
  await Promise.all(
    Array.from({ length: 20 }, async (_, writer) => {
      for (let turn = 0; turn < 10; turn += 1) {
        const objects = ['a', 'b', 'c'].filter((_object, index) => (writer + turn) % 3 !== index);
        if (turn % 2 === 0) objects.reverse();
        await room
          .forWorkspace(workspace)
          .write(async (tx) => {
            // in any order: one statement takes their locks in one order
            const data = { text: `${writer}/${turn}` };
            await house.outbox.addMany(
              tx,
              noted,
              objects.map((object) => ({ object, data })),
            );
            if ((writer + turn) % 5 === 0) throw new Error('undone');
          })
          .then(
            () =>
              objects.forEach((object) =>
                committed.set(object, [...(committed.get(object) ?? []), `${writer}/${turn}`]),
              ),
            (error: unknown) => expect(error).toMatchObject({ message: 'undone' }),
          );
      }
    }),
  );
  const total = [...committed.values()].flat().length;
  await expect
    .poll(
      async () => (await ground.as('owner', 'select from holdfast.outbox_events where relayed_at is null')).rowCount,
    )
    .toBe(0);
  // two relays that both lead, for each has a memory of its own: together they told everything, each in order
  for (const one of heard) {
    for (const object of ['a', 'b', 'c']) {
      const sequences = one.filter((event) => event.object.id === object).map(({ sequence }) => sequence);
      const first = sequences.filter((sequence, index) => sequences.indexOf(sequence) === index);
      expect(first).toEqual(first.toSorted((left, right) => left - right));
    }
  }
  const together = new Map(heard.flat().map((event) => [event.id, event]));
  expect(together.size).toBe(total);
  for (const object of ['a', 'b', 'c']) {
    const texts = [...together.values()].filter((event) => event.object.id === object);
    expect(texts.map(({ sequence }) => sequence).toSorted((left, right) => left - right)).toEqual(upTo(texts.length));
    expect(texts.map(({ data }) => (data as { text: string }).text).toSorted()).toEqual(
      (committed.get(object) ?? []).toSorted(),
    );
  }
});

test('many events about many objects are one statement, numbered in the order in which they were given', async () => {
  const workspace = newWorkspace();
  const many = Array.from({ length: 5000 }, (_, index) => ({
    object: `o${index % 2500}`,
    data: { text: String(index) },
  }));
  const added = await room.forWorkspace(workspace).write((tx) => house.outbox.addMany(tx, noted, many));
  expect(added.map(({ sequence }) => sequence)).toEqual(many.map((_, index) => (index < 2500 ? 1 : 2)));
  const heard = house.relay().heard(workspace);
  await expect.poll(() => heard.length).toBe(5000);
  expect(heard.filter(({ object }) => object.id === 'o7').map(({ data }) => data)).toEqual([
    { text: '7' },
    { text: '2507' },
  ]);
});

test('a relay that dies between telling and marking tells again, in order and with the same ids', async () => {
  const workspace = newWorkspace();
  const ids = [];
  for (const text of ['one', 'two', 'three']) ids.push((await house.add(workspace, 'a', text)).id);
  const ephemeral = createMemory({ clock, makeId: createIds(clock), log });
  const dies = house.relay({
    ephemeral,
    targets: { of: () => Promise.reject(new Error('dies here')) },
  });
  const heard = dies.heard(workspace);
  await expect.poll(() => heard.length).toBeGreaterThan(2);
  await dies.close();
  const next = house.relay().heard(workspace);
  await expect.poll(() => next.map(({ id }) => id)).toEqual(ids);
  expect(heard.slice(0, 3).map(({ id }) => id)).toEqual(ids);
  await ephemeral.close();
});

test('an event starts its jobs once, in order, whoever relays', async () => {
  const job = defineJob({ name: 'test.index', payload: z.strictObject({ event: z.string(), note: z.string() }) });
  const changed = defineEvent({
    type: 'note.changed',
    kind: 'note',
    data: z.strictObject({ text: z.string() }),
    starts: [starts(job, ({ id, object }) => ({ event: id, note: object }))],
  });
  const workspace = newWorkspace();
  const db = room.forWorkspace(workspace);
  const [began, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const many = (texts: readonly string[]) => texts.map((text) => ({ object: text, data: { text } }));
  // its transaction begins first and is committed last
  const late = db.write(async (tx) => {
    began.resolve();
    await go.promise;
    return house.outbox.addMany(tx, changed, many(['a', 'b']));
  });
  await began.promise;
  const early = await db.write((tx) => house.outbox.addMany(tx, changed, many(['b', 'a'])));
  go.resolve();
  const [early1, early2, late1, late2] = [...early, ...(await late)].map(({ id }) => id);
  expect((await ground.as('owner', 'select from holdfast.jobs')).rowCount).toBe(0);
  house.relay();
  house.relay();
  const startedFor = async (note: string) =>
    (
      await ground.as(
        'owner',
        `select payload ->> 'event' as id from holdfast.jobs where payload ->> 'note' = $1 order by id`,
        [note],
      )
    ).rows.map(({ id }: { id: string }) => id);
  await expect.poll(() => startedFor('a')).toEqual([early2, late1]);
  await expect.poll(() => startedFor('b')).toEqual([early1, late2]);
  expect((await ground.as('owner', 'select from holdfast.outbox_events where relayed_at is null')).rowCount).toBe(0);
});

test('what was told is swept after its time, and what waits stays', async () => {
  const workspace = newWorkspace();
  const relay = house.relay();
  await house.add(workspace, 'a', 'old');
  const left = async () =>
    (await ground.as('owner', 'select sequence::int from holdfast.outbox_events order by 1')).rows;
  await expect
    .poll(
      async () => (await ground.as('owner', 'select from holdfast.outbox_events where relayed_at is null')).rowCount,
    )
    .toBe(0);
  await relay.close();
  await house.add(workspace, 'a', 'waits');
  await ground.as('owner', `update holdfast.outbox_events set relayed_at = relayed_at - interval '4 days'`);
  const sweep = (keptDays: number) => room.forWorkspace(newWorkspace()).write((tx) => sweepOutbox(keptDays)(tx, 100));
  expect(await sweep(5)).toBe(0);
  expect(await sweep(3)).toBe(1);
  expect(await left()).toEqual([{ sequence: 2 }]);
});

test('another workspace sees nothing of it', async () => {
  await house.add(newWorkspace(), 'a', 'mine');
  for (const table of ['outbox_events', 'outbox_objects'])
    expect(
      await room.forWorkspace(newWorkspace()).read((tx) => tx.many(sql`select from ${sql.table(`holdfast.${table}`)}`)),
    ).toEqual([]);
});

test('what a job would carry and nobody could store is refused where the event is written, and stops no relay', async () => {
  const cut = defineJob({ name: 'test.cut', payload: z.strictObject({ start: z.string() }) });
  const event = defineEvent({
    type: 'note.cut',
    kind: 'note',
    data: z.strictObject({ text: z.string() }),
    starts: [starts(cut, ({ data }: Happened<{ text: string }>) => ({ start: data.text.slice(0, 3) }))],
  });
  const workspace = newWorkspace();
  const write = room
    .forWorkspace(workspace)
    .write((tx) => house.outbox.add(tx, event, { object: 'a', data: { text: 'xx\u{1f600}' } }));
  await write.catch(() => {});
  const { heard } = house.relay();
  const events = heard(workspace);
  await house.add(workspace, 'b', 'innocent');
  await expect.poll(() => events.map(({ object }) => object.id)).toContain('b');
  await expect
    .poll(
      async () => (await ground.as('owner', 'select from holdfast.outbox_events where relayed_at is null')).rowCount,
    )
    .toBe(0);
  await expect(write).rejects.toThrow('test.cut');
});
