import type { Decision } from '@holdfast/protocol/decisions/decision';
import { expect, test } from 'vitest';
import { readWhole, type Asked } from '../ground/ask.ts';
import { aDecision, deciding } from '../ground/decisions.ts';
import { openMcpSession, sayMcp } from '../ground/mcp.ts';
import { usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

interface Task {
  readonly taskId: string;
  readonly status: string;
  readonly statusMessage: string;
  readonly lastUpdatedAt: string;
  readonly createdAt: string;
  readonly result?: { readonly structuredContent: Decision };
  readonly inputRequests?: Readonly<Record<string, unknown>>;
}

/** What the method gives: a test says which parts of it it looks at. */
const resultOf = ({ body, text }: Asked): Result => {
  const { result } = body as { result?: Result };
  if (result === undefined) throw new Error(`No result: ${text}`);
  return result;
};
const errorOf = ({ body }: Asked) => (body as { error: { code: number; message: string; data?: unknown } }).error;

type Result = Task & {
  readonly task: Task;
  readonly tasks: readonly Task[];
  readonly tools: readonly { readonly name: string; readonly execution?: object }[];
};

const TASKS = 'io.modelcontextprotocol/tasks';
const TAKES_TASKS = { extensions: { [TASKS]: {} } };
const TAKES_FORMS = { ...TAKES_TASKS, elicitation: {} };
const CALL = { name: 'request_decision', arguments: aDecision };

const agentOf = async () => {
  const { admin, analysts } = await house.house(2);
  return { admin, analysts, agent: await house.keyOf(admin) };
};

/** What came as server-sent events. */
const messagesOf = ({ text }: Asked): object[] =>
  [...text.matchAll(/^data: (.*)$/gm)].map(([, json = '']) => JSON.parse(json) as object);

test('in a session a decision is a task that is asked for, waited for and ends with its outcome', async () => {
  const { agent, analysts } = await agentOf();
  const session = await openMcpSession(system, agent);
  expect(resultOf(session.hello)).toMatchObject({
    capabilities: { tasks: { list: {}, cancel: {}, requests: { tools: { call: {} } } } },
  });
  const { tools } = resultOf(await session.call('tools/list'));
  expect(tools.filter(({ execution }) => execution !== undefined).map(({ name }) => name)).toEqual([
    'request_decision',
  ]);

  const { task } = resultOf(await session.call('tools/call', { ...CALL, task: { ttl: 60_000 } }));
  expect(task).toMatchObject({ status: 'working', ttl: null, pollInterval: 2000 });
  expect(resultOf(await session.call('tasks/get', { taskId: task.taskId }))).toMatchObject(task);
  expect(resultOf(await session.call('tasks/list')).tasks).toEqual([task]);

  const waiting = await session.begin('tasks/result', { taskId: task.taskId });
  expect(waiting.headers.get('content-type')).toBe('text/event-stream');
  expect((await house.act(analysts[0], { id: task.taskId } as Decision, 'approve')).status).toBe(200);
  const [message] = messagesOf(await readWhole(waiting));
  expect(message).toMatchObject({
    id: 1,
    result: {
      structuredContent: { id: task.taskId, status: 'approved', outcome: { verdict: 'approve' } },
      _meta: { 'io.modelcontextprotocol/related-task': { taskId: task.taskId } },
    },
  });
  const again = await session.call('tasks/result', { taskId: task.taskId });
  expect([again.headers.get('content-type'), again.body]).toEqual(['application/json', message]);
  const over = resultOf(await session.call('tasks/get', { taskId: task.taskId }));
  expect(over).toMatchObject({ status: 'completed', statusMessage: expect.stringMatching(/^Approved/) });
  expect(over.lastUpdatedAt > over.createdAt).toBe(true);
  expect(resultOf(await session.call('tasks/list'))).toEqual({ tasks: [] });
});

test('a task that is asked for with a key is one task, however often it is asked for', async () => {
  const { agent } = await agentOf();
  const keyed = { ...CALL, arguments: { ...aDecision, idempotency_key: 'once' } };
  const session = await openMcpSession(system, agent);
  const { task } = resultOf(await session.call('tools/call', { ...keyed, task: {} }));
  const again = resultOf(await session.call('tools/call', { ...keyed, task: {} })).task;
  const stated = resultOf(await stateless(agent).call(keyed));
  expect([task.status, again.taskId, stated.taskId]).toEqual(['working', task.taskId, task.taskId]);
});

test('what is rejected or expires is a result that says deny, and no failure', async () => {
  const { agent, analysts } = await agentOf();
  const session = await openMcpSession(system, agent);
  const begin = async (more: object) =>
    resultOf(await session.call('tools/call', { ...CALL, arguments: { ...aDecision, ...more }, task: {} })).task;
  const rejected = await begin({});
  await house.act(analysts[0], { id: rejected.taskId } as Decision, 'reject', { body: { reason: 'Too much.' } });
  const expired = await begin({ deadline_seconds: 1 });
  for (const { taskId } of [rejected, expired]) {
    const waited = await session.call('tasks/result', { taskId });
    const message = (messagesOf(waited)[0] ?? waited.body) as { result: object };
    expect(message.result).toMatchObject({ structuredContent: { outcome: { verdict: 'deny' } } });
    expect(message.result).not.toHaveProperty('isError');
    expect(resultOf(await session.call('tasks/get', { taskId }))).toMatchObject({
      status: 'completed',
      statusMessage: expect.stringMatching(/^Denied: do nothing/),
    });
  }
});

test('a task is cancelled once', async () => {
  const { agent } = await agentOf();
  const session = await openMcpSession(system, agent);
  const { task } = resultOf(await session.call('tools/call', { ...CALL, task: {} }));
  const cancelled = resultOf(await session.call('tasks/cancel', { taskId: task.taskId }));
  expect(cancelled).toMatchObject({ taskId: task.taskId, status: 'cancelled' });
  expect(await house.read(agent, { id: task.taskId } as Decision)).toMatchObject({ status: 'cancelled' });
  expect(errorOf(await session.call('tasks/cancel', { taskId: task.taskId })).code).toBe(-32602);
});

test('what cannot be asked for is no task, and says which argument is wrong', async () => {
  const { agent } = await agentOf();
  const session = await openMcpSession(system, agent);
  const refused = await session.call('tools/call', { ...CALL, arguments: { ...aDecision, title: '' }, task: {} });
  expect(errorOf(refused)).toMatchObject({ code: -32602, message: expect.stringContaining('/arguments/title') });
  const other = await session.call('tools/call', { name: 'list_imports', arguments: {}, task: {} });
  expect(errorOf(other).code).toBe(-32601);
});

test.each(['tasks/get', 'tasks/cancel', 'tasks/result'])('%s finds tasks of nobody else', async (method) => {
  const { admin, agent } = await agentOf();
  const { id: taskId } = await house.submit(agent);
  const { agent: stranger } = await agentOf();
  for (const other of [stranger, admin, await house.keyOf(admin, ['decisions:read'])]) {
    const session = await openMcpSession(system, other);
    for (const sought of [taskId, 'x', '0198c0de-dead-7000-8000-00000000beef'])
      expect(errorOf(await session.call(method, { taskId: sought }))).toMatchObject({
        code: -32602,
        message: 'There is no such task.',
      });
  }
});

const stateless = (who: Person, capabilities: object = TAKES_TASKS) => ({
  call: (more: object = {}, meta: object = {}) =>
    sayMcp(system, who, { method: 'tools/call', params: { ...CALL, ...more }, capabilities, meta }),
  task: (method: string, taskId: string, params: object = {}) =>
    sayMcp(system, who, { method: `tasks/${method}`, params: { taskId, ...params }, capabilities }),
});

test('without a session a decision is a task for whoever takes tasks, and an answer for everybody else', async () => {
  const { agent, analysts } = await agentOf();
  const plain = resultOf(await stateless(agent, {}).call());
  expect(plain).toMatchObject({ resultType: 'complete', structuredContent: { status: 'pending' } });
  const { call, task } = stateless(agent);
  const begun = resultOf(await call());
  expect(begun).toMatchObject({ resultType: 'task', status: 'working', ttlMs: null, pollIntervalMs: 2000 });
  expect(resultOf(await task('get', begun.taskId))).toMatchObject({ resultType: 'complete', status: 'working' });
  await house.act(analysts[0], { id: begun.taskId } as Decision, 'reject', { body: { reason: 'No.' } });
  expect(resultOf(await task('get', begun.taskId))).toMatchObject({
    status: 'completed',
    result: { structuredContent: { outcome: { verdict: 'deny', reason: 'No.' } } },
  });
  expect(errorOf(await call({ arguments: {} }))).toBeUndefined();
});

test('tasks are kept from whoever does not take them', async () => {
  const { agent } = await agentOf();
  const { id } = await house.submit(agent);
  for (const method of ['get', 'update', 'cancel']) {
    const refused = await stateless(agent, {}).task(method, id);
    expect(refused.status).toBe(400);
    expect(errorOf(refused)).toMatchObject({
      code: -32021,
      data: { requiredCapabilities: { extensions: { [TASKS]: {} } } },
    });
  }
});

test('what is asked back is a question to the asker, whose answer goes to whoever decides', async () => {
  const { agent, analysts } = await agentOf();
  const decision = await house.submit(agent);
  await house.act(analysts[0], decision, 'return', { body: { reason: 'Which order?' } });
  expect(resultOf(await stateless(agent).task('get', decision.id))).toMatchObject({
    status: 'working',
    statusMessage: 'More is asked for: Which order?',
  });
  const { task } = stateless(agent, TAKES_FORMS);
  const asked = resultOf(await task('get', decision.id));
  const [key = ''] = Object.keys(asked.inputRequests ?? {});
  expect(asked).toMatchObject({
    status: 'input_required',
    inputRequests: { [key]: { method: 'elicitation/create', params: { mode: 'form', message: 'Which order?' } } },
  });
  const reply = (content: object, action = 'accept') =>
    task('update', decision.id, { inputResponses: { [key]: { action, content }, another: { action: 'accept' } } });
  expect(resultOf(await reply({}, 'decline'))).toMatchObject({ resultType: 'complete' });
  expect((await house.read(agent, decision)).status).toBe('returned');
  expect(errorOf(await reply({ answer: '' }))).toMatchObject({ code: -32602 });
  expect(resultOf(await reply({ answer: 'Order 17.' }))).toMatchObject({ resultType: 'complete' });
  expect((await house.read(agent, decision)).status).toBe('pending');
  expect(await house.steps(agent, decision)).toEqual(['submitted', 'returned', 'answered']);
  expect(resultOf(await reply({ answer: 'Order 18.' }))).toMatchObject({ resultType: 'complete' });
  expect(await house.steps(agent, decision)).toHaveLength(3);
});

test('cancelling is answered, whether or not there was something left to cancel', async () => {
  const { agent } = await agentOf();
  const { id } = await house.submit(agent);
  const { task } = stateless(agent);
  expect(resultOf(await task('cancel', id))).toMatchObject({ resultType: 'complete' });
  expect(resultOf(await task('get', id))).toMatchObject({ status: 'cancelled' });
  expect(resultOf(await task('cancel', id))).toMatchObject({ resultType: 'complete' });
});

test('whoever listens to tasks hears each state until all are over', async () => {
  const { agent, analysts } = await agentOf();
  const [one, other] = [await house.submit(agent), await house.submit(agent)];
  const { agent: stranger } = await agentOf();
  const { id: foreign } = await house.submit(stranger);
  const listening = sayMcp(system, agent, {
    method: 'subscriptions/listen',
    params: { notifications: { taskIds: [one.id, other.id, foreign] } },
    capabilities: TAKES_TASKS,
  });
  await house.act(analysts[0], one, 'approve');
  await house.act(analysts[0], other, 'reject', { body: { reason: 'No.' } });
  const heard = messagesOf(await listening);
  expect(heard[0]).toMatchObject({
    method: 'notifications/subscriptions/acknowledged',
    params: {
      notifications: { taskIds: [one.id, other.id] },
      _meta: { 'io.modelcontextprotocol/subscriptionId': 1 },
    },
  });
  const last = (id: string) =>
    heard.findLast((message) => (message as { params?: Task }).params?.taskId === id) as { params: Task };
  expect(last(one.id).params).toMatchObject({ status: 'completed' });
  expect(last(other.id).params.result?.structuredContent.outcome?.verdict).toBe('deny');
  expect(heard.at(-1)).toMatchObject({ id: 1, result: { resultType: 'complete' } });
  expect(JSON.stringify(heard)).not.toContain(foreign);
});

test('whoever listens to nothing that there is holds a line until they leave it', async () => {
  const { agent } = await agentOf();
  const leaving = new AbortController();
  const answer = await system.fetch('/mcp', {
    method: 'POST',
    signal: leaving.signal,
    headers: {
      authorization: `Bearer ${agent.token}`,
      'content-type': 'application/json',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'subscriptions/listen',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 'all',
      method: 'subscriptions/listen',
      params: {
        notifications: { toolsListChanged: true },
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2026-07-28',
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      },
    }),
  });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  while (!heard.includes('acknowledged')) heard += (await reader?.read())?.value ?? '';
  expect(heard).toContain('"notifications":{}');
  leaving.abort();
  await expect(reader?.read()).rejects.toThrow('abort');
});
