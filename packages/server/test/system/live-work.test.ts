import { redriveQueue } from '@holdfast/protocol/work/dead-letters';
import { cancelJob, getJob, retryJob } from '@holdfast/protocol/work/jobs';
import { listQueues } from '@holdfast/protocol/work/queues';
import { workTopic } from '@holdfast/protocol/work/work-topic';
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();

/** Somebody who follows the jobs of a workspace, over a socket of its own. */
const listen = async (workspace: string) => {
  const heard: string[] = [];
  const leave = new AbortController();
  const client = system.as('admin', workspace);
  const following = (async () => {
    for await (const news of client.live([{ topic: workTopic }], { signal: leave.signal }))
      heard.push(news.news === 'happened' ? `${news.event} ${news.data.queue}` : news.news);
  })();
  onTestFinished(async () => {
    leave.abort();
    await following;
  });
  await expect.poll(() => heard).toEqual(['following']);
  return { heard, client };
};

const enqueue = async (workspace: string, job: object, more: object = {}): Promise<string[]> => {
  const { status, body } = await ask(system, 'POST /api/v1/probe/jobs', {
    role: 'admin',
    workspace,
    json: { job, ...more },
  });
  expect(status).toBe(201);
  return (body as { ids: string[] }).ids;
};

const changes = ({ heard }: { readonly heard: readonly string[] }): number =>
  heard.filter((one) => one === 'changed probe').length;

test('whoever follows work hears that a job of the workspace moved, and then sees it as it is in the end', async () => {
  const workspace = randomUUID();
  const here = await listen(workspace);
  const states: string[] = [];
  const [id = ''] = await enqueue(workspace, { do: 'fail', times: 1 });
  let looked = 0;
  await expect
    .poll(async () => {
      if (changes(here) > looked) {
        looked = changes(here);
        states.push((await here.client.bodyOf(getJob, { params: { job_id: id } })).state);
      }
      return states.at(-1);
    })
    .toBe('done');
});

test('hundreds of jobs are told of about once a second, the last of them too', async () => {
  const workspace = randomUUID();
  const here = await listen(workspace);
  const since = performance.now();
  await enqueue(workspace, { do: 'effect-apart' }, { count: 500 });
  const left = async () => {
    const { items } = await here.client.bodyOf(listQueues, {});
    return items.reduce((sum, { waiting, running }) => sum + waiting + running, 0);
  };
  await expect.poll(left, { timeout: 20_000 }).toBe(0);
  const seconds = (performance.now() - since) / 1000;
  await expect.poll(() => changes(here)).toBeGreaterThan(0);
  expect(changes(here)).toBeLessThanOrEqual(seconds + 2);
});

test('another workspace hears nothing of it', async () => {
  const [ours, theirs] = [randomUUID(), randomUUID()];
  const [here, there] = [await listen(ours), await listen(theirs)];
  await enqueue(ours, { do: 'effect' });
  await expect.poll(() => changes(here)).toBeGreaterThan(0);
  await enqueue(theirs, { do: 'effect' });
  await expect.poll(() => changes(there)).toBeGreaterThan(0);
  const before = changes(there);
  await enqueue(ours, { do: 'effect' }, { count: 20 });
  const told = changes(here);
  await expect.poll(() => changes(here)).toBeGreaterThan(told);
  expect(changes(there) - before).toBeLessThanOrEqual(1);
});

test.each([
  [
    'retried',
    async (workspace: string, id: string) => system.as('admin', workspace).call(retryJob, { params: { job_id: id } }),
  ],
  [
    'cancelled',
    async (workspace: string, id: string) => system.as('admin', workspace).call(cancelJob, { params: { job_id: id } }),
  ],
] as const)('a job that an operator %s is told of', async (_, act) => {
  const workspace = randomUUID();
  const here = await listen(workspace);
  const [id = ''] = await enqueue(workspace, { do: 'effect' }, { delay_ms: 600_000 });
  expect(changes(here)).toBe(0);
  await act(workspace, id);
  await expect.poll(() => changes(here)).toBeGreaterThan(0);
});

test('a queue that is sent again is told of, and one where there is nothing to send is not', async () => {
  const workspace = randomUUID();
  const here = await listen(workspace);
  const redrive = () => here.client.bodyOf(redriveQueue, { body: { queue: 'probe' } });
  expect(await redrive()).toEqual({ redriven: 0, kept: 0 });
  expect(changes(here)).toBe(0);
});

test('who may not read jobs may not follow them', async () => {
  const answer = await ask(system, 'GET /api/v1/events?topics=work', { role: 'viewer' });
  expect(answer).toMatchObject({
    status: 403,
    body: { detail: 'Following the topic work needs the permission work:read.' },
  });
});
