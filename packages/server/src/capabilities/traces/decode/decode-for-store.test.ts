import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DIALECTS } from '../dialects/dialects.ts';
import { ALL, readFacts } from '../dialects/read-facts.ts';
import { viewOf } from '../dialects/span-view.ts';
import { decoded } from '../otlp/testing/sdk-request.ts';
import { USUAL_LIMITS } from '../otlp/request/limits.ts';
import { decodeForStore } from './decode-for-store.ts';
import { KNOWN } from './known-attributes.ts';
import { PARENT, sent, stored, storedFrom, TRACE } from './testing/stored.ts';

test('a span becomes a row', () => {
  const [row] = storedFrom(
    sent([
      {
        name: 'chat gpt-4o',
        parentSpanId: PARENT,
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.request.model': 'gpt-4o',
          'gen_ai.provider.name': 'openai',
          'gen_ai.usage.input_tokens': 12,
          'gen_ai.usage.output_tokens': 5,
          'gen_ai.usage.cost': 0.25,
          'gen_ai.conversation.id': 'c1',
          'gen_ai.agent.name': 'support',
          'user.id': 'u1',
          'langfuse.trace.tags': ['a', 'b'],
          'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":" Where\\n is it? "}]}]',
          'gen_ai.output.messages': '[{"role":"assistant","parts":[{"type":"text","content":"Here."}]}]',
        },
      },
    ]),
  );
  expect(row).toMatchObject({
    traceId: TRACE,
    spanId: 1n,
    parentSpanId: 0xefefefefefefefefn,
    name: 'chat gpt-4o',
    kind: 'unspecified',
    type: 'generation',
    status: 'unset',
    start: 1_760_000_000_000_000_000n,
    duration: 1_000_000_000n,
    service: 'orders',
    model: 'gpt-4o',
    provider: 'openai',
    tool: undefined,
    agent: 'support',
    session: 'c1',
    user: 'u1',
    tags: ['a', 'b'],
    usage: { input: 12, output: 5 },
    costUsd: 0.25,
    input: 'Where is it?',
    output: 'Here.',
    oddities: [],
  });
});

test('a span of something else is a row without what models say', () => {
  expect(stored({ name: 'GET /', attributes: { 'http.route': '/', model: 'T' } })).toMatchObject({
    type: 'span',
    parentSpanId: 0n,
    model: undefined,
    usage: undefined,
    input: undefined,
    output: undefined,
  });
});

test('whose it is, may be said by the span or by where it comes from', () => {
  const resource = { 'service.name': 'orders', 'session.id': 's0', 'enduser.id': 'u0' };
  const [own, given] = storedFrom(sent([{ attributes: { 'session.id': 's1' } }, {}], resource));
  expect(own).toMatchObject({ session: 's1', user: 'u0', type: 'span' });
  expect(given).toMatchObject({ session: 's0', user: 'u0' });
});

test('a line of what was asked and answered stands in roots and in calls of models only', () => {
  const said = { 'input.value': 'Where?', 'output.value': 'Here.', 'openinference.span.kind': 'CHAIN' };
  expect(stored({ attributes: said })).toMatchObject({ type: 'chain', input: 'Where?', output: 'Here.' });
  expect(stored({ attributes: said, parentSpanId: PARENT })).toMatchObject({ input: undefined, output: undefined });
  const call = { ...said, 'openinference.span.kind': 'LLM' };
  expect(stored({ attributes: call, parentSpanId: PARENT })).toMatchObject({ input: 'Where?', output: 'Here.' });
});

test('of messages that are attributes one by one the last question and the first answer are read', () => {
  const turn = (at: number): object => ({
    [`llm.input_messages.${at}.message.role`]: at % 2 === 0 ? 'user' : 'assistant',
    [`llm.input_messages.${at}.message.content`]: `said ${at}`,
  });
  const attributes = Object.assign(
    { 'openinference.span.kind': 'LLM' },
    ...Array.from({ length: 12 }, (_, at) => turn(at)),
    {
      'llm.output_messages.0.message.role': 'assistant',
      'llm.output_messages.0.message.content': 'answered',
      'llm.output_messages.1.message.content': 'answered later',
    },
  ) as object;
  expect(stored({ attributes })).toMatchObject({ input: 'said 10', output: 'answered' });
});

test('of messages that are events the last question and the first answer are read', () => {
  const events = [
    { name: 'gen_ai.user.message', attributes: { content: 'One?' } },
    { name: 'gen_ai.assistant.message', attributes: { content: 'One.' } },
    { name: 'gen_ai.user.message', attributes: { content: 'Two?' } },
    { name: 'gen_ai.choice', attributes: { index: 0, message: '{"role":"assistant","content":"Two."}' } },
    { name: 'exception', attributes: { 'exception.message': 'no' } },
  ];
  expect(stored({ attributes: { 'gen_ai.operation.name': 'chat' }, events })).toMatchObject({
    input: 'Two?',
    output: 'Two.',
  });
});

test('Langfuse tells of a whole trace in any of its spans', () => {
  const attributes = {
    'langfuse.trace.name': 'support',
    'langfuse.trace.input': '{"role":"user","content":"Where?"}',
    'langfuse.trace.output': 'Here.',
  };
  expect(stored({ attributes, parentSpanId: PARENT })).toMatchObject({
    name: 'a span',
    traceName: 'support',
    traceInput: 'Where?',
    traceOutput: 'Here.',
    input: undefined,
  });
});

test('tokens are priced where a model was asked and nobody said what it cost', () => {
  const price = () => 0.5;
  const call = { 'gen_ai.request.model': 'gpt-4o', 'gen_ai.usage.input_tokens': 1 };
  const cost = (attributes: object): number | undefined => storedFrom(sent([{ attributes }]), price)[0]?.costUsd;
  expect(cost({ ...call, 'gen_ai.operation.name': 'chat' })).toBe(0.5);
  expect(cost({ ...call, 'gen_ai.operation.name': 'chat', 'gen_ai.usage.cost': 0.1 })).toBe(0.1);
  expect(cost({ ...call, 'gen_ai.operation.name': 'invoke_agent' })).toBeUndefined();
  expect(cost({ 'gen_ai.operation.name': 'chat', 'gen_ai.usage.input_tokens': 1 })).toBeUndefined();
});

test('a request that cannot be read is told', () => {
  expect(decodeForStore(Buffer.from([0x0a, 0x05]), USUAL_LIMITS, () => {})).toBe(false);
});

test('no dialect reads facts from an attribute that it does not name', () => {
  const asked = new Set<string>();
  // says yes to everything, so that every branch asks on
  class Curious extends Map<string, unknown> {
    override get(name: string): unknown {
      asked.add(name);
      return undefined;
    }

    override has(name: string): boolean {
      asked.add(name);
      return false;
    }
  }
  readFacts({ name: 'a span', attributes: new Curious() }, ALL);
  const known = (name: string): boolean => KNOWN.find(Buffer.from(name), 0, Buffer.byteLength(name))?.isFact === true;
  expect([...asked].filter((name) => !known(name))).toEqual([]);
});

const NAMES = [
  ...new Set(
    DIALECTS.flatMap(({ attributes, tokens, facts }) => [
      ...facts.reads,
      ...Object.values(attributes as Record<string, string[]>).flat(),
      ...Object.values(tokens as Record<string, string[]>).flat(),
    ]),
  ),
  'model',
  'http.route',
  'gen_ai.prompt.0.content',
];

test('whatever stands in the attributes, a row has the facts that are read from them as a whole', () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(
      'chat',
      'tool',
      'LLM',
      'model',
      'tools/call',
      '"LLM"',
      'function_tool',
      '{"total":1}',
      '["a"]',
      3,
      -1,
    ),
    fc.constantFrom(
      '{"input":1,"output":2}',
      '{"usage":{"inputTokens":4}}',
      '{"input_tokens":3}',
      '"quoted"',
      'ai.embed',
    ),
  );
  const attributes = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 12 });
  fc.assert(
    fc.property(attributes, fc.boolean(), (given, isRoot) => {
      const bytes = sent([{ attributes: given, ...(isRoot ? {} : { parentSpanId: PARENT }) }]);
      const [row] = storedFrom(bytes);
      const [record] = decoded(bytes);
      if (row === undefined || record === undefined) throw new Error('nothing was stored');
      const { kind, cost, ...facts } = readFacts(viewOf(record), ALL) ?? { kind: 'span', cost: undefined };
      expect(row).toMatchObject({ ...facts, type: kind, costUsd: cost?.total, digest: record.digest });
      expect(row.duration).toBe(record.duration);
    }),
    { numRuns: 300 },
  );
});
