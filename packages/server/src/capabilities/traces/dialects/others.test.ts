import { expect, test } from 'vitest';
import { NO_TOKENS, recognised, text, WEATHER } from './testing/recognised.ts';

const args = '{"city":"Basel"}';

/** One span each, as its emitter writes it. */
test.each<[string, object, string, object]>([
  [
    'a request of Genkit, whose tokens stand in the answer',
    {
      'genkit:name': 'googleai/gemini-2.5-flash',
      'genkit:type': 'action',
      'genkit:metadata:subtype': 'model',
      'genkit:input': '{"messages":[{"role":"user","content":[{"text":"Weather?"}]}]}',
      'genkit:output':
        '{"message":{"role":"model","content":[{"reasoning":"Hm."},{"toolRequest":{"name":"get_weather","ref":"call_1","input":{"city":"Basel"}}}]},"finishReason":"stop","usage":{"inputTokens":120,"cachedContentTokens":64,"outputTokens":30}}',
    },
    'a span',
    {
      kind: 'generation',
      model: 'googleai/gemini-2.5-flash',
      usage: { ...NO_TOKENS, input: 56, cacheRead: 64, output: 30 },
      input: [text('user', 'Weather?')],
      output: [
        {
          role: 'model',
          parts: [
            { kind: 'reasoning', text: 'Hm.' },
            { kind: 'tool_call', call: WEATHER },
          ],
        },
      ],
      toolCalls: [WEATHER],
      finishReasons: ['stop'],
      metadata: { subtype: 'model' },
    },
  ],
  [
    'a tool of Genkit',
    { 'genkit:name': 'get_weather', 'genkit:metadata:subtype': 'tool', 'genkit:input': args, 'genkit:output': '21' },
    'a span',
    {
      kind: 'tool',
      tool: 'get_weather',
      toolCalls: [{ ...WEATHER, id: undefined }],
      toolResult: '21',
      model: undefined,
    },
  ],
  [
    'a flow of Genkit, which is no model',
    { 'genkit:name': 'weather', 'genkit:type': 'action', 'genkit:metadata:subtype': 'flow' },
    'a span',
    { kind: 'chain', model: undefined, usage: undefined },
  ],
  [
    'a request of MLflow, whose attributes are JSON',
    {
      'mlflow.spanType': '"CHAT_MODEL"',
      'mlflow.llm.model': '"gpt-4o"',
      'mlflow.llm.provider': '"openai"',
      'mlflow.spanInputs': '{"messages":[{"role":"user","content":"Weather?"}]}',
      'mlflow.spanOutputs': '{"choices":[{"message":{"role":"assistant","content":"21"}}]}',
      'mlflow.chat.tokenUsage': '{"input_tokens":120,"output_tokens":30,"cache_read_input_tokens":64}',
      'mlflow.llm.cost': '{"input_cost":0.1,"output_cost":0.2,"total_cost":0.3}',
      'session.id': '"s1"',
    },
    'Completions',
    {
      kind: 'generation',
      model: 'gpt-4o',
      provider: 'openai',
      session: 's1',
      usage: { ...NO_TOKENS, input: 56, cacheRead: 64, output: 30 },
      cost: { input: 0.1, output: 0.2, total: 0.3 },
      input: [text('user', 'Weather?')],
      output: [text('assistant', '21')],
    },
  ],
  [
    'a tool of MLflow',
    { 'mlflow.spanType': '"TOOL"', 'mlflow.spanInputs': args, 'mlflow.spanOutputs': '{"c":21}' },
    'get_weather',
    { kind: 'tool', tool: 'get_weather', toolCalls: [{ ...WEATHER, id: undefined }], toolResult: { c: 21 } },
  ],
  [
    'a run of Pydantic AI, whose last message is the answer',
    {
      agent_name: 'support',
      model_name: 'gpt-4o',
      'pydantic_ai.all_messages':
        '[{"role":"user","parts":[{"type":"text","content":"Weather?"}]},{"role":"assistant","parts":[{"type":"text","content":"21"}]}]',
      'logfire.tags': ['a'],
      'operation.cost': 0.3,
      'gen_ai.aggregated_usage.input_tokens': 120,
    },
    'agent run',
    {
      kind: 'agent',
      agent: 'support',
      model: 'gpt-4o',
      usage: undefined,
      tags: ['a'],
      cost: { total: 0.3 },
      input: [text('user', 'Weather?')],
      output: [text('assistant', '21')],
    },
  ],
  [
    'a tool of Pydantic AI as it was first',
    {
      'gen_ai.tool.name': 'get_weather',
      'gen_ai.tool.call.id': 'call_1',
      tool_arguments: args,
      tool_response: '{"c":21}',
    },
    'running tool',
    { kind: 'tool', tool: 'get_weather', toolCalls: [WEATHER], toolResult: { c: 21 } },
  ],
  [
    'a request of the Agent Development Kit',
    {
      'gen_ai.system': 'gcp.vertex.agent',
      'gen_ai.request.model': 'gemini-2.5-flash',
      'gcp.vertex.agent.session_id': 's1',
      'gcp.vertex.agent.llm_request':
        '{"config":{"system_instruction":"Be terse."},"contents":[{"role":"user","parts":[{"text":"Weather?"}]}]}',
      'gcp.vertex.agent.llm_response':
        '{"content":{"role":"model","parts":[{"function_call":{"id":"call_1","name":"get_weather","args":{"city":"Basel"}}}]},"finish_reason":"STOP"}',
    },
    'call_llm',
    {
      kind: 'generation',
      model: 'gemini-2.5-flash',
      session: 's1',
      input: [text('system', 'Be terse.'), text('user', 'Weather?')],
      toolCalls: [WEATHER],
      finishReasons: ['STOP'],
    },
  ],
  [
    'a tool of the Agent Development Kit that hides what it was given',
    {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'get_weather',
      'gcp.vertex.agent.tool_call_args': '{}',
      'gcp.vertex.agent.tool_response': '{}',
      'gcp.vertex.agent.llm_request': '{}',
    },
    'execute_tool get_weather',
    {
      kind: 'tool',
      input: [],
      output: [],
      toolCalls: [{ name: 'get_weather', arguments: undefined }],
      toolResult: undefined,
    },
  ],
  [
    'a turn of LiveKit',
    {
      'lk.speech_id': 'speech_1',
      'lk.agent_label': 'support',
      'lk.room_name': 's1',
      'lk.pii.participant_identity': 'u1',
      'lk.user_input': 'Weather?',
      'lk.response.text': '21',
    },
    'agent_turn',
    {
      kind: 'agent',
      agent: 'support',
      session: 's1',
      user: 'u1',
      input: [text('user', 'Weather?')],
      output: [text('assistant', '21')],
    },
  ],
  [
    'what LiveKit gives to a model',
    {
      'lk.speech_id': 'speech_1',
      'lk.chat_ctx':
        '{"items":[{"type":"message","role":"user","content":["Weather?"]},{"type":"function_call","call_id":"call_1","name":"get_weather","arguments":"{\\"city\\":\\"Basel\\"}"},{"type":"function_call_output","call_id":"call_1","output":"{\\"c\\":21}"}]}',
      'lk.response.ttft': 0.25,
    },
    'llm_node',
    {
      kind: 'chain',
      firstTokenMs: 250,
      input: [
        text('user', 'Weather?'),
        { role: 'assistant', parts: [{ kind: 'tool_call', call: WEATHER }] },
        { role: 'tool', parts: [{ kind: 'tool_result', id: 'call_1', result: { c: 21 } }] },
      ],
    },
  ],
  [
    'a tool of LiveKit',
    { 'lk.function_tool.name': 'get_weather', 'lk.function_tool.id': 'call_1', 'lk.pii.function_tool.arguments': args },
    'function_tool',
    { kind: 'tool', tool: 'get_weather', toolCalls: [WEATHER] },
  ],
  [
    'a tool called over MCP',
    {
      'mcp.method.name': 'tools/call',
      'mcp.session.id': 'm1',
      'gen_ai.tool.name': 'get_weather',
      'jsonrpc.request.id': '7',
    },
    'tools/call get_weather',
    {
      kind: 'tool',
      tool: 'get_weather',
      session: 'm1',
      metadata: { 'mcp.method.name': 'tools/call', 'mcp.session.id': 'm1', 'jsonrpc.request.id': '7' },
    },
  ],
  [
    'a connection of MCP does not stand for a conversation that is told',
    { 'mcp.method.name': 'resources/read', 'mcp.session.id': 'm1', 'session.id': 's1' },
    'resources/read',
    { kind: 'retrieval', session: 's1' },
  ],
  [
    'a search in a memory, as OpenTelemetry writes it',
    {
      'gen_ai.operation.name': 'search_memory',
      'gen_ai.memory.query.text': 'Weather?',
      'gen_ai.memory.records': '[{"id":1}]',
    },
    'search_memory',
    {
      kind: 'retrieval',
      input: [text('user', 'Weather?')],
      output: [{ parts: [{ kind: 'other', value: { id: 1 } }] }],
    },
  ],
  [
    'tokens of each sort of content are part of those that are counted',
    {
      'gen_ai.operation.name': 'fetch_response',
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.audio.input_tokens': 60,
      'gen_ai.usage.cache_write.input_tokens': 10,
      'gen_ai.usage.output_tokens': 50,
      'gen_ai.usage.audio.output_tokens': 30,
      'gen_ai.usage.text.output_tokens': 20,
    },
    'fetch_response',
    { kind: 'generation', usage: { ...NO_TOKENS, input: 90, cacheWrite: 10, output: 20, audio: 30 } },
  ],
  [
    'messages of LangChain, who name the speaker by the type of the message',
    {
      'openinference.span.kind': 'CHAIN',
      'input.value': '{"messages":[{"type":"human","content":"Weather?"},{"type":"ai","content":"21"}]}',
    },
    'LangGraph',
    { kind: 'chain', input: [text('user', 'Weather?'), text('assistant', '21')] },
  ],
  [
    'a model of OpenInference that goes on with a text',
    {
      'openinference.span.kind': 'LLM',
      'llm.prompts.0.prompt.text': 'Once',
      'llm.choices.0.completion.text': 'upon a time',
      'llm.finish_reason': 'length',
    },
    'Completions',
    {
      kind: 'generation',
      input: [text('user', 'Once')],
      output: [text('assistant', 'upon a time')],
      finishReasons: ['length'],
    },
  ],
])('%s', (_what, attributes, name, expected) => {
  expect(recognised(attributes, { name })).toMatchObject(expected);
});

test('what Langfuse says of a trace is the input and output of a span that has none', () => {
  const trace = {
    'langfuse.trace.name': 'support',
    'langfuse.trace.input': '"Weather?"',
    'langfuse.trace.output': '"21"',
  };
  expect(recognised(trace)).toMatchObject({
    kind: 'span',
    traceName: 'support',
    input: [text('user', 'Weather?')],
    output: [text('assistant', '21')],
  });
});
