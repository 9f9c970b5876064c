import { randomBytes } from 'node:crypto';

/** A span as an emitter writes it. */
export interface SpokenSpan {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events?: readonly { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> }[];
}

/**
 * The same conversation in one dialect: an agent is asked for the weather in Basel, calls a tool, and answers. The names and forms of
 * the attributes are those that the emitter's own source sets.
 */
export interface Example {
  readonly dialect: string;
  readonly root: SpokenSpan;
  /** The request to the model that gave the answer. */
  readonly call: SpokenSpan;
  readonly tool: SpokenSpan;
  /** Where the dialect says less, or something else, than the others. */
  readonly tells?: Partial<Told>;
}

/** What must be recognised. */
export interface Told {
  readonly model: string;
  readonly provider: string | null;
  readonly session: string | null;
  readonly user: string | null;
  readonly input: number;
  readonly cacheRead: number;
  readonly output: number;
  readonly reasoning: number;
  readonly cost: number | null;
  readonly rootType: string;
  /** What the trace shows of what was asked and answered. */
  readonly asked: string | null;
  readonly answered: string | null;
  readonly finish: string | null;
  readonly arguments: unknown;
  readonly result: unknown;
}

export const QUESTION = 'How warm is it in Basel?';
export const ANSWER = 'It is 21 degrees in Basel.';
export const TOOL = 'get_weather';
export const ARGUMENTS = { city: 'Basel' };
export const RESULT = { celsius: 21 };
export const ARGUMENTS_JSON = JSON.stringify(ARGUMENTS);
export const RESULT_JSON = JSON.stringify(RESULT);

export const COMMON: Told = {
  model: 'gpt-4o-2024-08-06',
  provider: 'openai',
  session: 's-42',
  user: 'u-7',
  input: 56,
  cacheRead: 64,
  output: 20,
  reasoning: 10,
  cost: null,
  rootType: 'agent',
  asked: QUESTION,
  answered: ANSWER,
  finish: 'stop',
  arguments: ARGUMENTS,
  result: RESULT,
};

/** The messages of the call, in the form of OpenAI, which many write as it is. */
export const MESSAGES = [
  { role: 'system', content: 'You are terse.' },
  { role: 'user', content: QUESTION },
  {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'call_1', type: 'function', function: { name: TOOL, arguments: ARGUMENTS_JSON } }],
  },
  { role: 'tool', tool_call_id: 'call_1', content: RESULT_JSON },
];

/** What the attributes of some have under a prefix, one by one. */
export const under = (prefix: string, members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [`${prefix}.${name}`, value]));

export interface Written {
  readonly traceId: string;
  readonly ids: Readonly<Record<'root' | 'call' | 'tool', string>>;
  /** A request of OTLP in JSON. */
  readonly request: object;
}

const START_NS = 1_000_000n;

export const write = (example: Example, nowMs: number): Written => {
  const traceId = randomBytes(16).toString('hex');
  const ids = { root: hexId(), call: hexId(), tool: hexId() };
  const span = ({ name, attributes, events = [] }: SpokenSpan, id: string, after: number): object => {
    const start = (BigInt(nowMs) + BigInt(after)) * START_NS;
    return {
      traceId,
      spanId: id,
      ...(id === ids.root ? {} : { parentSpanId: ids.root }),
      name,
      kind: 1,
      startTimeUnixNano: String(start),
      endTimeUnixNano: String(start + 200n * START_NS),
      attributes: attributesOf(attributes),
      events: events.map((event) => ({
        timeUnixNano: String(start),
        name: event.name,
        attributes: attributesOf(event.attributes),
      })),
    };
  };
  const spans = [span(example.root, ids.root, 0), span(example.tool, ids.tool, 10), span(example.call, ids.call, 20)];
  const resource = { attributes: attributesOf({ 'service.name': `weather-${example.dialect}` }) };
  return { traceId, ids, request: { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] } };
};

const hexId = (): string => randomBytes(8).toString('hex');

const attributesOf = (attributes: Readonly<Record<string, unknown>>): object[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }));

const valueOf = (value: unknown): object => {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(valueOf) } };
  throw new Error('an SDK writes no such attribute');
};
