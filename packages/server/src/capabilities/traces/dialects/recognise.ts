import { aiSdk } from './ai-sdk.ts';
import type { Dialect, PlainAttributes } from './dialect.ts';
import type { Cost, GenAiKind, GenAiSpan, Message, ToolCall, Usage } from './gen-ai-span.ts';
import { langfuse } from './langfuse.ts';
import { openInference } from './open-inference.ts';
import { openLlmetry } from './open-llmetry.ts';
import { openTelemetry } from './open-telemetry.ts';
import { firstAmount, firstText } from './span-view.ts';
import type { SpanView } from './span-view.ts';
import { asTold, disjoint } from './usage.ts';
import type { ReportedTokens } from './usage.ts';

/** Many spans speak several at once. Whoever comes first here counts. */
const DIALECTS: readonly Dialect[] = [langfuse, openTelemetry, aiSdk, openInference, openLlmetry];
/** What the span is, is said more clearly by those who have a word for it. */
const KIND_FIRST: readonly Dialect[] = [langfuse, openInference, openTelemetry, aiSdk, openLlmetry];
const TOKENS: readonly (keyof ReportedTokens)[] = [
  'input',
  'output',
  'total',
  'cacheRead',
  'cacheWrite',
  'reasoning',
  'audio',
];

/** What a span says about the use of a model, or of who it is for. Undefined for a span that says nothing of either, as most do. */
export const recognise = (span: SpanView): GenAiSpan | undefined => {
  const model = modelOf(span);
  const tool = firstOf((dialect) => dialect.tool?.(span));
  const [session, user] = [plain(span, 'session'), plain(span, 'user')];
  const tags = firstFull((dialect) => dialect.tags?.(span));
  const known = kindOf(span, tool !== undefined, model !== undefined);
  if (known === undefined && session === undefined && user === undefined && tags.length === 0) return undefined;
  const kind = known ?? 'span';
  const output = messages((dialect) => dialect.output(span));
  return {
    kind,
    model: model ?? (known === 'generation' ? firstText(span.attributes, ['model']) : undefined),
    provider: plain(span, 'provider'),
    input: messages((dialect) => dialect.input(span)),
    output,
    toolCalls: kind === 'tool' && tool !== undefined ? [tool.call] : callsIn(output),
    toolResult: kind === 'tool' ? tool?.result : undefined,
    usage: usageOf(span),
    cost: firstOf<Cost>((dialect) => dialect.cost?.(span)),
    session,
    user,
    agent: plain(span, 'agent'),
    finishReasons: firstFull((dialect) => dialect.finishReasons?.(span)),
    firstTokenMs: firstOf((dialect) => dialect.firstTokenMs?.(span)),
    tags,
    metadata: Object.fromEntries(DIALECTS.flatMap((dialect) => [...(dialect.metadata?.(span) ?? [])])),
  };
};

const kindOf = (span: SpanView, isTool: boolean, hasModel: boolean): GenAiKind | undefined => {
  for (const dialect of KIND_FIRST) {
    const kind = dialect.kind(span);
    if (kind !== undefined) return kind;
  }
  if (isTool) return 'tool';
  return hasModel ? 'generation' : undefined;
};

/** Who answered, said by anybody; then who was asked. */
const modelOf = (span: SpanView): string | undefined => {
  const names = ({ attributes }: Dialect): PlainAttributes => attributes;
  const asked = firstText(span.attributes, openTelemetry.attributes.requestedModel ?? []);
  for (const dialect of DIALECTS) {
    // what OpenInference calls the model is often only what was asked for
    if (dialect === openInference && asked !== undefined) return asked;
    const model = firstText(span.attributes, names(dialect).model ?? []);
    if (model !== undefined) return model;
  }
  return asked ?? plain(span, 'requestedModel');
};

const plain = (span: SpanView, field: keyof PlainAttributes): string | undefined =>
  firstOf((dialect) => firstText(span.attributes, dialect.attributes[field] ?? []));

/** What one of them leaves out, such as cached tokens, another may say: they all tell of the same call. */
const usageOf = (span: SpanView): Usage | undefined => {
  const reported = firstOf((dialect) => dialect.reportedTokens?.(span));
  if (reported !== undefined) return reported.disjoint ? asTold(reported.tokens) : disjoint(reported.tokens);
  const named = TOKENS.map((field) => [
    field,
    firstOf((dialect) => firstAmount(span.attributes, dialect.tokens[field] ?? [])),
  ]);
  return disjoint(Object.fromEntries(named) as ReportedTokens);
};

const callsIn = (output: readonly Message[]): readonly ToolCall[] =>
  output.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'tool_call' ? [part.call] : [])));

const messages = (of: (dialect: Dialect) => readonly Message[]): readonly Message[] => firstFull(of);

const firstFull = <Item>(of: (dialect: Dialect) => readonly Item[] | undefined): readonly Item[] =>
  firstOf((dialect) => {
    const items = of(dialect) ?? [];
    return items.length > 0 ? items : undefined;
  }) ?? [];

const firstOf = <Value>(of: (dialect: Dialect) => Value | undefined): Value | undefined => {
  for (const dialect of DIALECTS) {
    const value = of(dialect);
    if (value !== undefined) return value;
  }
  return undefined;
};
