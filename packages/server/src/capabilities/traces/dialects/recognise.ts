import type { Details } from './dialect.ts';
import { DIALECTS } from './dialects.ts';
import type { GenAiSpan, Message, ToolCall } from './gen-ai-span.ts';
import { ALL, firstFull, firstOf, readFacts } from './read-facts.ts';
import type { SpanView } from './span-view.ts';

/** What a span says about the use of a model, or of who it is for. Undefined for a span that says nothing of either, as most do. */
export const recognise = (span: SpanView): GenAiSpan | undefined => {
  const facts = readFacts(span, ALL);
  if (facts === undefined) return undefined;
  const output = firstFull(DIALECTS, ({ said }) => said?.output(span));
  const tool = facts.kind === 'tool' ? callOf(span) : undefined;
  return {
    ...facts,
    input: firstFull(DIALECTS, ({ said }) => said?.input(span)),
    output,
    toolCalls: tool === undefined ? callsIn(output) : [tool.call],
    toolResult: tool?.result,
    finishReasons: firstFull(DIALECTS, ({ details }) => details?.finishReasons?.(span)),
    firstTokenMs: firstOf(DIALECTS, ({ details }) => details?.firstTokenMs?.(span)),
    metadata: Object.fromEntries(DIALECTS.flatMap(({ details }) => [...(details?.metadata?.(span) ?? [])])),
  };
};

/** Several may name the tool; who has its arguments too says more. */
const callOf = (span: SpanView): ReturnType<NonNullable<Details['call']>> => {
  const calls = DIALECTS.flatMap(({ details }) => details?.call?.(span) ?? []);
  return calls.find(({ call }) => call.arguments !== undefined) ?? calls[0];
};

const callsIn = (output: readonly Message[]): readonly ToolCall[] =>
  output.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'tool_call' ? [part.call] : [])));
