import { DIALECTS, KIND_FIRST } from './dialects.ts';
import type { Dialect, Names, PlainAttributes } from './dialect.ts';
import type { Cost, GenAiFacts, GenAiKind, Usage } from './gen-ai-span.ts';
import { openInference } from './open-inference.ts';
import { openTelemetry } from './open-telemetry.ts';
import { firstAmount, firstName } from './span-view.ts';
import type { FactView } from './span-view.ts';
import { asTold, disjoint, TOKEN_FIELDS } from './usage.ts';
import type { ReportedTokens } from './usage.ts';

/** Dialects that are asked, in both orders, and the names that all of them have for one thing, so that a span is asked once. */
export interface Asked {
  readonly dialects: readonly Dialect[];
  readonly kindFirst: readonly Dialect[];
  readonly plain: Readonly<Record<keyof PlainAttributes, Names>>;
  readonly tokens: Readonly<Record<keyof ReportedTokens, Names>>;
}

export const askedOf = (dialects: readonly Dialect[], kindFirst: readonly Dialect[]): Asked => {
  const plain = (field: keyof PlainAttributes): Names => dialects.flatMap(({ attributes }) => attributes[field] ?? []);
  const tokens = (field: keyof ReportedTokens): Names => dialects.flatMap((dialect) => dialect.tokens[field] ?? []);
  return {
    dialects,
    kindFirst,
    plain: recordOf(PLAIN_FIELDS, plain),
    tokens: recordOf(TOKEN_FIELDS, tokens),
  };
};

const PLAIN_FIELDS = ['model', 'requestedModel', 'provider', 'session', 'user', 'agent', 'traceName'] as const;

const recordOf = <Field extends string>(fields: readonly Field[], of: (field: Field) => Names): Record<Field, Names> =>
  Object.fromEntries(fields.map((field) => [field, of(field)])) as Record<Field, Names>;

export const ALL: Asked = askedOf(DIALECTS, KIND_FIRST);

/** The facts that a span tells, or undefined for one that tells none, as most do. No message is read. */
export const readFacts = (span: FactView, asked: Asked): GenAiFacts | undefined => {
  const { attributes } = span;
  const { plain } = asked;
  const model = modelOf(span, asked);
  const tool = toolOf(span, asked);
  const session = firstName(attributes, plain.session);
  const user = firstName(attributes, plain.user);
  const traceName = firstName(attributes, plain.traceName);
  const tags = labelsOf(span, asked);
  const known = kindOf(span, asked.kindFirst) ?? kindFrom(tool, model);
  if (known === undefined && (session ?? user ?? traceName) === undefined && tags.length === 0) return undefined;
  const kind = known ?? 'span';
  return {
    kind,
    model: model ?? (known === 'generation' ? firstName(attributes, MODEL) : undefined),
    provider: firstName(attributes, plain.provider),
    tool: kind === 'tool' ? tool : undefined,
    usage: usageOf(span, asked),
    cost: costOf(span, asked),
    session,
    user,
    agent: firstName(attributes, plain.agent),
    tags,
    traceName,
  };
};

const MODEL: Names = ['model'];
const NO_TAGS: readonly string[] = [];

const toolOf = (span: FactView, { dialects }: Asked): string | undefined => {
  for (const { facts } of dialects) {
    const tool = facts.tool?.(span);
    if (tool !== undefined) return tool;
  }
  return undefined;
};

const labelsOf = (span: FactView, { dialects }: Asked): readonly string[] => {
  for (const { facts } of dialects) {
    const tags = facts.tags?.(span);
    if (tags !== undefined && tags.length > 0) return tags;
  }
  return NO_TAGS;
};

const costOf = (span: FactView, { dialects }: Asked): Cost | undefined => {
  for (const { facts } of dialects) {
    const cost = facts.cost?.(span);
    if (cost !== undefined) return cost;
  }
  return undefined;
};

const kindOf = (span: FactView, kindFirst: readonly Dialect[]): GenAiKind | undefined => {
  for (const { facts } of kindFirst) {
    const kind = facts.kind(span);
    if (kind !== undefined) return kind;
  }
  return undefined;
};

const kindFrom = (tool: string | undefined, model: string | undefined): GenAiKind | undefined => {
  if (tool !== undefined) return 'tool';
  return model === undefined ? undefined : 'generation';
};

/** From OpenInference on, what is called the model is often only what was asked for. */
const ANSWERS = DIALECTS.slice(0, DIALECTS.indexOf(openInference));

/** Who answered, said by anybody; then who was asked. */
const modelOf = (span: FactView, { dialects, plain }: Asked): string | undefined => {
  const { attributes } = span;
  const asked = firstName(attributes, REQUESTED);
  for (const dialect of dialects) {
    if (asked !== undefined && !ANSWERS.includes(dialect)) return asked;
    const { model } = dialect.attributes;
    const answered = model === undefined ? undefined : firstName(attributes, model);
    if (answered !== undefined) return answered;
  }
  return (
    asked ?? firstName(attributes, plain.requestedModel) ?? firstOf(dialects, (dialect) => dialect.facts.model?.(span))
  );
};

const REQUESTED: Names = openTelemetry.attributes.requestedModel ?? [];

/** What one of them leaves out, such as cached tokens, another may say: they all tell of the same call. */
const usageOf = (span: FactView, { dialects, tokens }: Asked): Usage | undefined => {
  const { attributes } = span;
  for (const { facts } of dialects) {
    const reported = facts.reportedTokens?.(span);
    if (reported !== undefined) return reported.disjoint ? asTold(reported.tokens) : disjoint(reported.tokens);
  }
  return disjoint({
    input: firstAmount(attributes, tokens.input),
    output: firstAmount(attributes, tokens.output),
    total: firstAmount(attributes, tokens.total),
    cacheRead: firstAmount(attributes, tokens.cacheRead),
    cacheWrite: firstAmount(attributes, tokens.cacheWrite),
    reasoning: firstAmount(attributes, tokens.reasoning),
    audio: firstAmount(attributes, tokens.audio),
  });
};

export const firstFull = <Item>(
  dialects: readonly Dialect[],
  of: (dialect: Dialect) => readonly Item[] | undefined,
): readonly Item[] =>
  firstOf(dialects, (dialect) => {
    const items = of(dialect);
    return items !== undefined && items.length > 0 ? items : undefined;
  }) ?? [];

export const firstOf = <Value>(
  dialects: readonly Dialect[],
  of: (dialect: Dialect) => Value | undefined,
): Value | undefined => {
  for (const dialect of dialects) {
    const value = of(dialect);
    if (value !== undefined) return value;
  }
  return undefined;
};
