import { randomBytes } from 'node:crypto';
import { ProtobufWriter } from '../../../src/capabilities/traces/otlp/protobuf/writer.ts';

type Value = string | number;
type Attributes = Readonly<Record<string, Value>>;

interface Sample {
  readonly name: string;
  readonly attributes: (index: number) => Attributes;
}

const PLAIN: Sample = {
  name: 'GET /api/v1/orders/{order_id}',
  attributes: (index) => ({
    'http.request.method': 'GET',
    'http.route': '/api/v1/orders/{order_id}',
    'url.path': `/api/v1/orders/${index}`,
    'url.scheme': 'https',
    'server.address': 'orders.internal.example.com',
    'server.port': 8443,
    'http.response.status_code': 200,
    'http.response.body.size': 1_000 + index,
    'network.protocol.version': '1.1',
    'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)',
    'client.address': '10.1.2.3',
    'thread.name': 'http-nio-8443-exec-12',
  }),
};

const GENERATION = (index: number): Attributes => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'anthropic',
  'gen_ai.request.model': 'claude-sonnet-4-5',
  'gen_ai.response.model': 'claude-sonnet-4-5-20250929',
  'gen_ai.response.id': `msg_${index}`,
  'gen_ai.conversation.id': `conversation-${index % 500}`,
  'gen_ai.agent.name': 'support',
  'gen_ai.request.max_tokens': 4_096,
  'gen_ai.usage.input_tokens': 1_200 + (index % 100),
  'gen_ai.usage.cache_read.input_tokens': 1_000,
  'gen_ai.usage.output_tokens': 90,
  'user.id': `user-${index % 300}`,
  'server.address': 'api.example.com',
});

const said = (role: string, content: string): object => ({ role, parts: [{ type: 'text', content }] });
const WORDS = 'The order was sent on Tuesday and has not arrived "yet", so please look where it is now.\n';

const messages = (bytes: number): string => {
  const conversation: object[] = [said('system', WORDS.repeat(6))];
  for (let length = 0; length < bytes; length += 2 * WORDS.length + 300) {
    conversation.push(said('user', WORDS), {
      role: 'assistant',
      parts: [{ type: 'tool_call', id: 'call_1', name: 'find_order', arguments: { order: 4711, deep: true } }],
    });
    conversation.push({
      role: 'tool',
      parts: [{ type: 'tool_call_response', id: 'call_1', response: { at: 'Basel' } }],
    });
    conversation.push(said('assistant', WORDS));
  }
  return JSON.stringify([...conversation, said('user', 'Where is it now?')]);
};

const withMessages = (input: string, output: string): Sample => ({
  name: 'chat claude-sonnet-4-5',
  attributes: (index) => ({
    ...GENERATION(index),
    'gen_ai.input.messages': input,
    'gen_ai.output.messages': output,
  }),
});

const ANSWER = JSON.stringify([{ ...said('assistant', WORDS.repeat(3)), finish_reason: 'stop' }]);

export const SAMPLES: Readonly<Record<string, Sample>> = {
  plain: PLAIN,
  'generation without messages': { name: 'chat claude-sonnet-4-5', attributes: GENERATION },
  'generation, small messages': withMessages(
    JSON.stringify([said('user', 'Where is my order?')]),
    JSON.stringify([said('assistant', 'On its way.')]),
  ),
  'generation, 5 KB': withMessages(messages(3_200), ANSWER),
  'generation, 100 KB': withMessages(messages(98_000), ANSWER),
};

/** A request of so many spans, in traces of ten with one root each. */
export const requestOf = ({ name, attributes }: Sample, spans: number): Buffer => {
  const writer = new ProtobufWriter();
  const resourceSpans = writer.open(1);
  const resource = writer.open(1);
  writeAttributes(writer, 1, { 'service.name': 'orders', 'service.version': '1.2.3', 'host.name': 'node-1' });
  writer.close(resource);
  const scopeSpans = writer.open(2);
  let [trace, root] = [Buffer.alloc(0), Buffer.alloc(0)];
  for (let index = 0; index < spans; index += 1) {
    const id = randomBytes(8);
    const isRoot = index % 10 === 0;
    if (isRoot) [trace, root] = [randomBytes(16), id];
    const span = writer.open(2);
    writer.bytes(1, trace);
    writer.bytes(2, id);
    if (!isRoot) writer.bytes(4, root);
    writer.string(5, name);
    writer.varint(6, 3);
    writer.fixed64(7, 1_760_000_000_000_000_000n + BigInt(index) * 1_000_000n);
    writer.fixed64(8, 1_760_000_000_100_000_000n + BigInt(index) * 1_000_000n);
    writeAttributes(writer, 9, attributes(index));
    writer.close(span);
  }
  writer.close(scopeSpans);
  writer.close(resourceSpans);
  return writer.finish();
};

const writeAttributes = (writer: ProtobufWriter, field: number, attributes: Attributes): void => {
  for (const [key, value] of Object.entries(attributes)) {
    const entry = writer.open(field);
    writer.string(1, key);
    const any = writer.open(2);
    if (typeof value === 'string') writer.string(1, value);
    else writer.varint(3, value);
    writer.close(any);
    writer.close(entry);
  }
};
