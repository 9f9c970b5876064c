import type { Decision } from '@holdfast/protocol/decisions/decision';
import {
  createTaskSessionFromClient,
  resultFromTaskOutcome,
  toolDeclarationFromMcpTool,
} from '@modelcontextprotocol/ext-tasks/client';
import { describe, expect, test } from 'vitest';
import { aDecision, deciding } from '../ground/decisions.ts';
import { connectMcp, dispatchMcp, DIALECTS, type Dialect } from '../ground/mcp.ts';
import { usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

/** Where the caller says so; without a session the server does. */
const AS_TASK = { task: { preference: 'prefer' } } as const;
const CAPABILITIES = { extensions: { 'io.modelcontextprotocol/tasks': {} }, elicitation: {} };

/** The client for tasks by the authors of the protocol. */
const connect = async (who: Person, dialect: Dialect, answer = 'It was order 17.') => {
  const { client } = await connectMcp(system.url, who, dialect, CAPABILITIES);
  const framing = {
    protocolVersion: dialect,
    clientInfo: { name: 'a test', version: '1.0.0' },
    clientCapabilities: CAPABILITIES,
  };
  const raw = { rawDispatch: dispatchMcp(system.url, who), v2RequestFraming: framing };
  const { tools } = await client.listTools();
  return createTaskSessionFromClient(client, {
    endpointId: 'a test',
    tools: { currentTool: (name) => tools.filter((tool) => tool.name === name).map(toolDeclarationFromMcpTool)[0] },
    onInputRequest: async () => ({ action: 'accept', content: { answer } }) as never,
    ...(dialect === '2026-07-28' ? raw : {}),
  });
};

describe.each(DIALECTS)('in the dialect of %s', (dialect) => {
  const ask = async () => {
    const { admin, analysts } = await house.house(1);
    const agent = await house.keyOf(admin);
    const session = await connect(agent, dialect);
    const execution = await session.callTool<{ structuredContent: Decision }>(
      'request_decision',
      { ...aDecision },
      AS_TASK,
    );
    const id = (execution.handle?.taskId ?? '') as Decision['id'];
    return { agent, analyst: analysts[0], session, execution, decision: { id } };
  };

  test('a call becomes a task, and its outcome is what people decided', async () => {
    const { analyst, execution, decision, session } = await ask();
    expect((await house.act(analyst, decision, 'approve')).status).toBe(200);
    const { outcome, lastTask } = await execution.settle();
    expect(lastTask).toMatchObject({ taskId: decision.id, status: 'completed' });
    expect(resultFromTaskOutcome(outcome)).toMatchObject({
      structuredContent: { id: decision.id, outcome: { verdict: 'approve', how: 'person' } },
    });
    await session.close();
  });

  test('a call is cancelled as its task', async () => {
    const { agent, execution, decision, session } = await ask();
    await execution.cancel();
    expect(await house.read(agent, decision)).toMatchObject({ status: 'cancelled' });
    await session.close();
  });
});

test('what is asked back is asked by the client, and its answer is read by whoever decides', async () => {
  const { admin, analysts } = await house.house(1);
  const agent = await house.keyOf(admin);
  const session = await connect(agent, '2026-07-28');
  const execution = await session.callTool('request_decision', { ...aDecision }, AS_TASK);
  const decision = { id: (execution.handle?.taskId ?? '') as Decision['id'] };
  await house.act(analysts[0], decision, 'return', { body: { reason: 'Which order?' } });
  const settled = execution.settle();
  await expect
    .poll(() => house.steps(agent, decision), { timeout: 15_000 })
    .toEqual(['submitted', 'returned', 'answered']);
  await house.act(analysts[0], decision, 'approve');
  expect(await settled).toMatchObject({ outcome: { status: 'completed' } });
  await session.close();
});
