import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import type { Log } from '../../src/platform/log/log.ts';
import { deciding } from '../ground/decisions.ts';
import { usePassingTime } from '../ground/passing-time.ts';
import { usePeople } from '../ground/people.ts';
import { silentLog } from '../ground/silent-log.ts';
import { useSystem } from '../ground/system.ts';

const warned: unknown[] = [];
const log: Log = {
  ...silentLog,
  warn: (first: unknown) => void warned.push((first as { decision?: string }).decision),
  child: () => log,
};
const system = useSystem({}, { log });
const people = usePeople(system);
const house = deciding(system, people);
const goOn = usePassingTime(system);

const TRIGGER = 'create trigger cursed before update on decisions.decisions for each row';

/** What is done to a decision with this title never works, or hangs. */
const curse = (body: string): Promise<unknown> =>
  system.database.as(
    'admin',
    `create function public.curse() returns trigger language plpgsql as $$ begin ${body} return new; end $$;
     ${TRIGGER} when (old.title = 'cursed') execute function public.curse()`,
  );
const uncurse = (): Promise<unknown> => system.database.as('admin', 'drop function if exists public.curse() cascade');
afterEach(uncurse);

/** As many more like it, due before everything else. */
const multiply = async (id: string, times: number): Promise<void> => {
  const { rows } = await system.database.as(
    'admin',
    `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
      where attrelid = 'decisions.decisions'::regclass and attnum > 0 and attgenerated = ''`,
  );
  const { columns } = rows[0] as { columns: string };
  await system.database.as(
    'admin',
    `insert into decisions.decisions (${columns})
     select ${columns} from (
       select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'deadline_at', d.deadline_at - interval '1 s'))).*
         from decisions.decisions d, generate_series(1, $2::integer) where d.id = $1) as each`,
    [id, times],
  );
};

test('decisions whose deadline cannot be written down hold up no other, rest, and are done once when it can', async () => {
  const { admin } = await house.house(0);
  await curse(`raise exception 'no';`);
  const cursed = await house.submit(admin, { title: 'cursed', deadline_seconds: 60 });
  await multiply(cursed.id, 250);
  const other = await house.submit(admin, { deadline_seconds: 61 });
  await goOn(100);
  await expect.poll(async () => (await house.steps(admin, other)).at(-1), { timeout: 10_000 }).toBe('expired');
  await expect.poll(() => warned).toContain(cursed.id);
  expect(await house.steps(admin, cursed)).toEqual(['submitted']);
  await uncurse();
  await expect.poll(async () => (await house.steps(admin, cursed)).at(-1), { timeout: 10_000 }).toBe('expired');
  expect(await house.steps(admin, cursed)).toEqual(['submitted', 'expired']);
  // it was tried some times while it could not be done, and not at each look
  expect(warned.filter((id) => id === cursed.id).length).toBeLessThan(8);
});

test('a decision that hangs, or that somebody else has, holds up no other', async () => {
  const { admin } = await house.house(0);
  const holder = new pg.Client({ connectionString: system.database.appUrl.href });
  await holder.connect();
  try {
    await curse('perform pg_advisory_xact_lock(4711);');
    await holder.query('begin');
    await holder.query('select pg_advisory_xact_lock(4711)');
    const cursed = await house.submit(admin, { title: 'cursed', deadline_seconds: 60 });
    const held: { readonly id: string }[] = [];
    for (let made = 0; made < 5; made += 1) held.push(await house.submit(admin, { deadline_seconds: 60 }));
    const ids = held.map(({ id }) => id);
    await holder.query(`select set_config('holdfast.workspace_id', $1, true)`, [admin.workspace]);
    const { rowCount } = await holder.query('select from decisions.decisions where id = any ($1) for update', [ids]);
    expect(rowCount).toBe(5);
    const other = await house.submit(admin, { deadline_seconds: 61 });
    await goOn(100);
    await expect.poll(async () => (await house.steps(admin, other)).at(-1)).toBe('expired');
    expect(await house.steps(admin, cursed)).toEqual(['submitted']);
    await holder.query('commit');
    for (const one of [cursed, ...held])
      await expect
        .poll(async () => await house.steps(admin, one as never), { timeout: 10_000 })
        .toEqual(['submitted', 'expired']);
  } finally {
    await holder.end();
  }
});
