import type { Job, JobDetail } from '@holdfast/protocol/work/job';
import type { Queue } from '@holdfast/protocol/work/queues';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask, fieldsOf } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

const inWorkspace = (workspace: string = randomUUID()) => {
  const as = { role: 'admin', workspace } as const;
  return {
    workspace,
    ask: (line: `${string} ${string}`, json?: unknown) =>
      ask(system, line, { ...as, ...(json === undefined ? {} : { json }) }),
    async enqueue(job: object, more: object = {}): Promise<string[]> {
      const { status, body } = await ask(system, 'POST /api/v1/probe/jobs', { ...as, json: { job, ...more } });
      expect(status).toBe(201);
      return (body as { ids: string[] }).ids;
    },
    async see(id: string): Promise<JobDetail> {
      return (await ask(system, `GET /api/v1/jobs/${id}`, as)).body as JobDetail;
    },
    effects: async () => (await ask(system, 'GET /api/v1/probe/effects', as)).body,
  };
};

test('a job that was acknowledged is done, its effect once, and can be seen', async () => {
  const here = inWorkspace();
  const [id = ''] = await here.enqueue({ do: 'effect' });
  await expect
    .poll(() => here.see(id))
    .toMatchObject({ id, queue: 'probe', name: 'probe.do', state: 'done', attempts: 1, history: [] });
  expect(await here.effects()).toEqual({ jobs: 1, effects: 1, repeated: 0 });
  expect((await here.ask('GET /readyz')).body).toMatchObject({ parts: { jobs: { status: 'ok', detail: '' } } });
});

test('a job tells how far it is while it runs, and its queue how many were done in the last minute', async () => {
  const here = inWorkspace();
  const [id = ''] = await here.enqueue({ do: 'wait', milliseconds: 60_000 });
  await expect
    .poll(() => here.see(id), { timeout: 10_000 })
    .toMatchObject({ state: 'running', progress: { done: 0, total: 60_000, unit: 'milliseconds' } });
  const [done = ''] = await here.enqueue({ do: 'effect' });
  await expect.poll(() => here.see(done)).toMatchObject({ state: 'done' });
  expect(await here.see(done)).not.toHaveProperty('progress');
  const queues = { items: [{ name: 'probe', running: 1, done_last_minute: 1 }] };
  expect((await here.ask('GET /api/v1/queues')).body).toMatchObject(queues);
  expect((await here.ask('GET /api/v1/jobs?state=running')).body).toMatchObject({ items: [{ progress: { done: 0 } }] });
  await here.ask(`POST /api/v1/jobs/${id}/cancel`);
  await expect.poll(() => here.see(id)).toMatchObject({ state: 'cancelled' });
});

test('an operator sees the instance\u2019s own dead letters and sends them again; a member does not', async () => {
  const giveUp = async (): Promise<string> => {
    const { rows } = await system.database.as(
      'owner',
      `insert into holdfast.jobs (workspace_id, id, queue, name, stage, payload, max_attempts)
       values ('ffffffff-ffff-ffff-ffff-ffffffffffff', $1, 'default', 'instance.sweep', 'dead', '{"time":0}', 5) returning id`,
      [randomUUID()],
    );
    return (rows[0] as { id: string }).id;
  };
  const asOperator = { role: 'operator' } as const;
  const id = await giveUp();
  expect((await ask(system, 'GET /api/v1/instance/dead-letters', asOperator)).body).toMatchObject({
    items: [{ id, name: 'instance.sweep', state: 'dead' }],
  });
  expect(await ask(system, `POST /api/v1/instance/dead-letters/${id}/redrive`, asOperator)).toMatchObject({
    status: 200,
    body: { id, state: 'waiting' },
  });
  await giveUp();
  const all = { ...asOperator, json: { queue: 'default' } };
  expect((await ask(system, 'POST /api/v1/instance/dead-letters/redrive', all)).body).toEqual({ redriven: 1, kept: 0 });
  await expect
    .poll(async () => (await ask(system, 'GET /api/v1/instance/dead-letters', asOperator)).body)
    .toMatchObject({ items: [] });
  expect(await ask(system, 'GET /api/v1/instance/dead-letters', { role: 'admin' })).toMatchObject({ status: 403 });
});

test('a request that fails leaves no job', async () => {
  const here = inWorkspace();
  expect(await here.ask('POST /api/v1/probe/jobs', { job: { do: 'effect' }, undo: true })).toMatchObject({
    status: 409,
  });
  expect((await here.ask('GET /api/v1/jobs')).body).toEqual({ items: [], next_cursor: null });
});

test('another workspace\u2019s job is not found, whatever is asked of it', async () => {
  const [id] = await inWorkspace().enqueue({ do: 'effect' }, { delay_ms: 600_000 });
  const here = inWorkspace();
  for (const line of [
    `GET /api/v1/jobs/${id}`,
    `POST /api/v1/jobs/${id}/retry`,
    `POST /api/v1/jobs/${id}/cancel`,
    `POST /api/v1/dead-letters/${id}/redrive`,
  ] as const)
    expect(await here.ask(line)).toMatchObject({ status: 404 });
  expect((await here.ask('GET /api/v1/queues')).body).toEqual({ items: [] });
});

test('a viewer sees no jobs, and an operator sees the queues of all', async () => {
  expect(await ask(system, 'GET /api/v1/jobs', { role: 'viewer' })).toMatchObject({ status: 403 });
  await inWorkspace().enqueue({ do: 'effect' }, { delay_ms: 600_000 });
  const { body } = await ask(system, 'GET /api/v1/instance/queues', { role: 'operator' });
  expect((body as Page<Queue>).items).toContainEqual(
    expect.objectContaining({ name: 'probe', delayed: expect.any(Number) as number }),
  );
});

test('jobs are listed page by page, the latest first, by queue and state', async () => {
  const here = inWorkspace();
  const delayed = await here.enqueue({ do: 'effect' }, { delay_ms: 600_000, count: 3 });
  const [done = ''] = await here.enqueue({ do: 'effect' });
  await expect.poll(() => here.see(done)).toMatchObject({ state: 'done' });
  const first = (await here.ask('GET /api/v1/jobs?limit=2')).body as Page<Job>;
  const second = (await here.ask(`GET /api/v1/jobs?limit=2&cursor=${first.next_cursor}`)).body as Page<Job>;
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([done, ...delayed.toReversed()]);
  expect(second.next_cursor).toBeNull();
  expect(((await here.ask('GET /api/v1/jobs?state=delayed&queue=probe')).body as Page<Job>).items).toHaveLength(3);
  expect(((await here.ask('GET /api/v1/jobs?queue=other')).body as Page<Job>).items).toEqual([]);
  expect(fieldsOf(await here.ask('GET /api/v1/jobs?state=sleeping'))).toEqual(['/query/state invalid_value']);
});

describe('a job that waits', () => {
  test('is run now when somebody says so', async () => {
    const here = inWorkspace();
    const [id = ''] = await here.enqueue({ do: 'effect' }, { delay_ms: 600_000 });
    expect(await here.ask(`POST /api/v1/jobs/${id}/retry`)).toMatchObject({ status: 200, body: { state: 'waiting' } });
    await expect.poll(() => here.see(id)).toMatchObject({ state: 'done' });
    expect(await here.ask(`POST /api/v1/jobs/${id}/retry`)).toMatchObject({ status: 409 });
  });

  test('is cancelled at once, and stays so', async () => {
    const here = inWorkspace();
    const [id = ''] = await here.enqueue({ do: 'effect' }, { delay_ms: 600_000 });
    const cancelled = { status: 200, body: { state: 'cancelled', cancelling: false } };
    expect(await here.ask(`POST /api/v1/jobs/${id}/cancel`)).toMatchObject(cancelled);
    expect(await here.ask(`POST /api/v1/jobs/${id}/cancel`)).toMatchObject(cancelled);
    expect(await here.effects()).toEqual({ jobs: 0, effects: 0, repeated: 0 });
  });
});

test('a job that runs is cancelled by its signal and has no effect', async () => {
  const here = inWorkspace();
  const [id = ''] = await here.enqueue({ do: 'wait', milliseconds: 60_000 });
  await expect.poll(() => here.see(id)).toMatchObject({ state: 'running' });
  expect(await here.ask(`POST /api/v1/jobs/${id}/cancel`)).toMatchObject({ status: 200, body: { cancelling: true } });
  await expect.poll(() => here.see(id)).toMatchObject({ state: 'cancelled', history: [{ outcome: 'cancelled' }] });
  expect(await here.effects()).toEqual({ jobs: 0, effects: 0, repeated: 0 });
});

describe('a dead letter', () => {
  test('shows its tries, and is done when it is sent again', async () => {
    const here = inWorkspace();
    const [id = ''] = await here.enqueue({ do: 'fail', times: 5 });
    await expect.poll(() => here.see(id), { timeout: 15_000 }).toMatchObject({ state: 'dead', attempts: 5 });
    const { items } = (await here.ask('GET /api/v1/dead-letters?queue=probe')).body as Page<JobDetail>;
    expect(items).toMatchObject([
      { id, error: 'Told to fail 5 times.', history: Array.from({ length: 5 }, () => ({ outcome: 'failed' })) },
    ]);
    expect(items[0]?.log.map(({ text }) => text)).toContain('Told to fail, for the 1. time.');
    expect(await here.ask(`POST /api/v1/dead-letters/${id}/redrive`)).toMatchObject({
      status: 200,
      body: { attempts: 0 },
    });
    await expect.poll(() => here.see(id), { timeout: 15_000 }).toMatchObject({ state: 'dead', attempts: 5 });
    expect((await here.ask('POST /api/v1/dead-letters/redrive', { queue: 'probe' })).body).toEqual({
      redriven: 1,
      kept: 0,
    });
  });

  test('whose key was taken meanwhile is kept', async () => {
    const here = inWorkspace();
    const [id = ''] = await here.enqueue({ do: 'fail', times: 99 }, { key: 'k' });
    await expect.poll(() => here.see(id), { timeout: 15_000 }).toMatchObject({ state: 'dead' });
    expect(await here.enqueue({ do: 'effect' }, { key: 'k', delay_ms: 600_000 })).toHaveLength(1);
    expect(await here.ask(`POST /api/v1/dead-letters/${id}/redrive`)).toMatchObject({ status: 409 });
    expect((await here.ask('POST /api/v1/dead-letters/redrive', { queue: 'probe' })).body).toEqual({
      redriven: 0,
      kept: 1,
    });
  });
});
