import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { Problem } from '@holdfast/protocol/problem';
import { describe, expect, test } from 'vitest';
import { aDecision, deciding } from '../ground/decisions.ts';
import { connectMcp, DIALECTS } from '../ground/mcp.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const EVERY = [
  'answer_decision',
  'cancel_decision',
  'get_decision',
  'get_import',
  'list_imports',
  'report_execution',
  'request_decision',
  'search_knowledge',
  'wait_for_decision',
];

const problemOf = ({ _meta }: { readonly _meta?: Record<string, unknown> | undefined }): Problem =>
  _meta?.['holdfast/problem'] as Problem;

describe.each(DIALECTS)('in the dialect of %s', (dialect) => {
  const connect = async (who: Person) => (await connectMcp(system.url, who, dialect)).client;

  test('a caller sees the tools that it may call, each with what it takes, gives and changes', async () => {
    const { admin } = await house.house(0);
    const viewer = await people.join(admin, 'viewer');
    const { tools } = await (await connect(admin)).listTools();
    expect(tools.map(({ name }) => name).toSorted()).toEqual(EVERY);
    for (const tool of tools) {
      expect(tool).toMatchObject({ inputSchema: { type: 'object' }, outputSchema: { type: 'object' } });
      expect(tool.title).not.toBe('');
      expect(tool.annotations?.readOnlyHint).toBe(/^(search|get|list|wait)/.test(tool.name));
    }
    const asking = tools.find(({ name }) => name === 'request_decision');
    expect(Object.keys(asking?.inputSchema.properties ?? {})).toContain('idempotency_key');
    expect(asking?.inputSchema.required).toEqual(['kind', 'title', 'arguments']);
    const forViewers = (await (await connect(viewer)).listTools()).tools.map(({ name }) => name).toSorted();
    expect(forViewers).toEqual(['get_decision', 'get_import', 'list_imports', 'search_knowledge', 'wait_for_decision']);
  });

  test('a tool that the caller may not call is refused in the words of the API', async () => {
    const { admin } = await house.house(0);
    const agent = await house.keyOf(admin, ['knowledge:read']);
    const client = await connect(agent);
    const refused = await client.callTool({ name: 'request_decision', arguments: { ...aDecision } });
    expect(refused).toMatchObject({ isError: true });
    const over = await askAs(system, agent, 'POST /api/v1/decisions', { json: aDecision });
    expect(over.status).toBe(403);
    expect(refused.content).toEqual([{ type: 'text', text: (over.body as Problem).detail }]);
    expect(problemOf(refused).code).toBe('forbidden');
  });

  test('what is asked for is the decision that the API knows, and its outcome is read by the same tools', async () => {
    const { admin, analysts } = await house.house(1);
    const agent = await house.keyOf(admin);
    const client = await connect(agent);
    const asked = await client.callTool({ name: 'request_decision', arguments: { ...aDecision, priority: 'high' } });
    const decision = asked.structuredContent as Decision;
    expect(asked.content).toEqual([{ type: 'text', text: JSON.stringify(decision) }]);
    expect(await house.read(agent, decision)).toEqual(decision);
    expect((await house.act(analysts[0], decision, 'approve')).status).toBe(200);
    const args = { decision_id: decision.id };
    const read = await client.callTool({ name: 'get_decision', arguments: args });
    expect(read.structuredContent).toMatchObject({ status: 'approved', outcome: { verdict: 'approve' } });
    const waited = await client.callTool({ name: 'wait_for_decision', arguments: { ...args, timeout_s: 60 } });
    expect(waited.structuredContent).toEqual(read.structuredContent);
    const taken = { ...args, status: 'taken' };
    expect(await client.callTool({ name: 'report_execution', arguments: taken })).toMatchObject({
      structuredContent: { execution: { status: 'taken' } },
    });
  });

  test('the same key asks once, whether by a tool or by the API', async () => {
    const { admin } = await house.house(0);
    const agent = await house.keyOf(admin);
    const client = await connect(agent);
    const call = { name: 'request_decision', arguments: { ...aDecision, idempotency_key: 'refund-17' } };
    const [one, other] = [await client.callTool(call), await client.callTool(call)];
    expect(other.structuredContent).toEqual(one.structuredContent);
    const over = await askAs(system, agent, 'POST /api/v1/decisions', {
      json: aDecision,
      headers: { 'idempotency-key': 'refund-17' },
    });
    expect(over.headers.get('idempotency-replayed')).toBe('true');
    expect(over.body).toEqual(one.structuredContent);
    const reused = await client.callTool({ ...call, arguments: { ...call.arguments, title: 'Another' } });
    expect(problemOf(reused).code).toBe('idempotency_key_reused');
    const bad = await client.callTool({ ...call, arguments: { ...call.arguments, idempotency_key: 'a b' } });
    expect(problemOf(bad).code).toBe('malformed');
  });

  test.each([
    ['no title', { title: undefined }, '/arguments/title'],
    ['an unknown priority', { priority: 'urgent' }, '/arguments/priority'],
    ['a field nobody knows', { urgency: 1 }, '/arguments/urgency'],
    ['an integer that JSON rounds', { arguments: { id: 2 ** 60 } }, '/arguments/arguments/id'],
    ['a key that is no text', { idempotency_key: 7 }, '/arguments/idempotency_key'],
  ])('%s is refused by its name', async (_what, more, pointer) => {
    const { admin } = await house.house(0);
    const client = await connect(await house.keyOf(admin));
    const refused = await client.callTool({ name: 'request_decision', arguments: { ...aDecision, ...more } });
    expect(refused).toMatchObject({ isError: true });
    expect(refused.content).toEqual([{ type: 'text', text: expect.stringContaining(pointer) }]);
    expect(problemOf(refused)).toMatchObject({ code: 'invalid', errors: [{ pointer }] });
  });

  test('what is in another workspace is not there', async () => {
    const { admin } = await house.house(0);
    const decision = await house.submit(admin);
    const { admin: stranger } = await house.house(0);
    const client = await connect(await house.keyOf(stranger));
    const sought = await client.callTool({ name: 'get_decision', arguments: { decision_id: decision.id } });
    expect(problemOf(sought).code).toBe('not_found');
    const waited = await client.callTool({ name: 'wait_for_decision', arguments: { decision_id: decision.id } });
    expect(problemOf(waited).code).toBe('not_found');
  });

  test('knowledge is found, and imports are seen', async () => {
    const { admin } = await house.house(0);
    const json = { question: 'How long do refunds take?', answer: 'Three days.' };
    expect((await askAs(system, admin, 'POST /api/v1/knowledge/pairs', { json })).status).toBe(201);
    const client = await connect(await house.keyOf(admin, ['knowledge:read']));
    const found = await client.callTool({ name: 'search_knowledge', arguments: { q: 'refunds', mode: 'keyword' } });
    expect(found.structuredContent).toMatchObject({ items: [{ pair: { answer: 'Three days.' } }] });
    const imports = await client.callTool({ name: 'list_imports', arguments: { limit: 5 } });
    expect(imports.structuredContent).toMatchObject({ items: [] });
    const none = { import_id: '0198c0de-dead-7000-8000-00000000beef' };
    expect(problemOf(await client.callTool({ name: 'get_import', arguments: none })).code).toBe('not_found');
  });

  test('what a tool does stands in the audit trail as if the API had been asked', async () => {
    const { admin } = await house.house(0);
    const agent = await house.keyOf(admin);
    const asked = await (await connect(agent)).callTool({ name: 'request_decision', arguments: { ...aDecision } });
    const other = await house.submit(agent);
    const entries = async ({ id }: Pick<Decision, 'id'>) => {
      const { body } = await askAs(system, admin, `GET /api/v1/audit?object_id=${id}`);
      const { items } = body as { items: { action: string; actor: object }[] };
      return items.map(({ action, actor }) => ({ action, actor }));
    };
    const told = await entries(asked.structuredContent as Decision);
    expect(told).toHaveLength(1);
    expect(told).toEqual(await entries(other));
  });

  test('the trace of a call goes on in what it does', async () => {
    const { admin } = await house.house(0);
    const client = await connect(await house.keyOf(admin));
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const asked = await client.callTool({
      name: 'request_decision',
      arguments: { ...aDecision },
      _meta: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    expect(asked.structuredContent).toMatchObject({ trace_id: traceId });
  });

  test('a tool that nobody has is a failure of the protocol', async () => {
    const { admin } = await house.house(0);
    const client = await connect(admin);
    await expect(client.callTool({ name: 'drop_tables', arguments: {} })).rejects.toThrow(
      'There is no tool drop_tables',
    );
  });
});
