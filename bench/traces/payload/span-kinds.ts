import type { AttributeValue } from './protobuf.ts';
import type { Chance } from './random.ts';

/** What a span says beside its ids and times: 12 attributes, the last of which is prose of whatever length is missing. */
export interface SpanWords {
  readonly name: string;
  /** As OTLP numbers kinds. */
  readonly kind: number;
  readonly attributes: readonly (readonly [string, AttributeValue])[];
  /** The attribute that holds the prose, made of it. */
  readonly prose: readonly [string, (prose: string) => string];
  readonly failed: boolean;
}

/** Of one trace: they are the same in all of its spans. */
export interface TraceWords {
  readonly session: string;
  readonly user: string;
  readonly model: string;
}

const [INTERNAL, CLIENT] = [1, 3];
const MODELS = ['gpt-5.2', 'gpt-5.2-mini', 'claude-sonnet-5', 'gemini-3-flash', 'llama-4-70b'] as const;
const TOOLS = ['search_orders', 'read_customer', 'open_ticket', 'price_of', 'send_mail'] as const;
const HOSTS = ['api.models.example', 'orders.internal', 'vectors.internal'] as const;

export const traceWordsOf = (chance: Chance): TraceWords => ({
  session: `sess-${chance.below(50_000)}`,
  user: `user-${chance.below(9000)}`,
  model: chance.pick(MODELS),
});

/** An agent asks a model, which calls tools, which call services. The first span of a trace is the agent's. */
export const spanWordsOf = (chance: Chance, nth: number, trace: TraceWords): SpanWords => {
  if (nth === 0) return agent(chance, trace);
  return [generation, tool, request, retrieval][nth % 4]?.(chance, trace) ?? generation(chance, trace);
};

const message = (role: string) => (prose: string) =>
  JSON.stringify([{ role, parts: [{ type: 'text', content: prose }] }]);

const agent = (chance: Chance, { session, user, model }: TraceWords): SpanWords => ({
  name: 'invoke_agent support',
  kind: INTERNAL,
  attributes: [
    ['gen_ai.operation.name', 'invoke_agent'],
    ['gen_ai.agent.name', 'support'],
    ['gen_ai.agent.id', `agent-${chance.below(20)}`],
    ['gen_ai.provider.name', 'openai'],
    ['gen_ai.request.model', model],
    ['gen_ai.conversation.id', session],
    ['user.id', user],
    ['gen_ai.output.type', 'text'],
    ['thread.id', chance.below(64)],
    ['deployment.region', chance.pick(['eu-west-1', 'us-east-1'])],
    ['request.id', chance.hex(32)],
  ],
  prose: ['gen_ai.input.messages', message('user')],
  failed: chance.below(50) === 0,
});

const generation = (chance: Chance, { session, user, model }: TraceWords): SpanWords => ({
  name: `chat ${model}`,
  kind: CLIENT,
  attributes: [
    ['gen_ai.operation.name', 'chat'],
    ['gen_ai.provider.name', 'openai'],
    ['gen_ai.request.model', model],
    ['gen_ai.response.model', model],
    ['gen_ai.response.id', `chatcmpl-${chance.hex(24)}`],
    ['gen_ai.usage.input_tokens', 200 + chance.below(4000)],
    ['gen_ai.usage.output_tokens', 20 + chance.below(800)],
    ['gen_ai.request.temperature', 0.5 + chance.below(100) / 200],
    ['gen_ai.response.finish_reasons', [chance.pick(['stop', 'tool_calls'])]],
    ['gen_ai.conversation.id', session],
    ['user.id', user],
  ],
  prose: ['gen_ai.output.messages', message('assistant')],
  failed: chance.below(80) === 0,
});

const tool = (chance: Chance, { session, user }: TraceWords): SpanWords => {
  const name = chance.pick(TOOLS);
  return {
    name: `execute_tool ${name}`,
    kind: INTERNAL,
    attributes: [
      ['gen_ai.operation.name', 'execute_tool'],
      ['gen_ai.tool.name', name],
      ['gen_ai.tool.type', 'function'],
      ['gen_ai.tool.call.id', `call_${chance.hex(24)}`],
      ['gen_ai.tool.call.arguments', JSON.stringify({ order: chance.below(1e6), limit: chance.below(50) })],
      ['gen_ai.conversation.id', session],
      ['user.id', user],
      ['code.function.name', `tools.${name}`],
      ['code.line.number', chance.below(900)],
      ['retry.count', chance.below(3)],
      ['cache.hit', chance.pick(['true', 'false'])],
    ],
    prose: ['gen_ai.tool.call.result', (prose) => JSON.stringify({ rows: 1, text: prose })],
    failed: chance.below(40) === 0,
  };
};

const request = (chance: Chance, { session, user }: TraceWords): SpanWords => {
  const [host, route] = [chance.pick(HOSTS), chance.pick(['/v1/orders/{id}', '/v1/customers/{id}', '/v1/search'])];
  return {
    name: `GET ${route}`,
    kind: CLIENT,
    attributes: [
      ['http.request.method', 'GET'],
      ['http.response.status_code', chance.pick([200, 200, 200, 304, 404, 500])],
      ['server.address', host],
      ['server.port', 443],
      ['url.full', `https://${host}${route.replace('{id}', String(chance.below(1e6)))}?page=${chance.below(40)}`],
      ['url.template', route],
      ['network.protocol.version', '1.1'],
      ['http.response.body.size', chance.below(90_000)],
      ['user_agent.original', 'support-agent/3.4 (node)'],
      ['session.id', session],
      ['user.id', user],
    ],
    prose: ['http.response.body.preview', (prose) => prose],
    failed: chance.below(30) === 0,
  };
};

const retrieval = (chance: Chance, { session, user }: TraceWords): SpanWords => ({
  name: 'retrieval help-pages',
  kind: CLIENT,
  attributes: [
    ['gen_ai.operation.name', 'retrieval'],
    ['gen_ai.data_source.id', 'help-pages'],
    ['db.system.name', 'postgresql'],
    ['db.namespace', 'knowledge'],
    ['db.collection.name', 'pairs'],
    ['db.query.text', 'select id, question from pairs order by embedding <-> $1 limit $2'],
    ['db.response.returned_rows', chance.below(20)],
    ['server.address', 'vectors.internal'],
    ['gen_ai.conversation.id', session],
    ['user.id', user],
    ['query.hash', chance.hex(16)],
  ],
  prose: ['gen_ai.retrieval.query.text', (prose) => prose],
  failed: false,
});
