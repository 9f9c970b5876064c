import { DIALECTS, KIND_FIRST } from './dialects.ts';
import type { Dialect, PlainAttributes } from './dialect.ts';
import type { Cost, GenAiFacts, GenAiKind, Usage } from './gen-ai-span.ts';
import { openInference } from './open-inference.ts';
import { openTelemetry } from './open-telemetry.ts';
import { firstAmount, firstName } from './span-view.ts';
import type { FactView } from './span-view.ts';
import { asTold, disjoint, TOKEN_FIELDS } from './usage.ts';
import type { ReportedTokens } from './usage.ts';

/** Dialects that are asked, in both orders. */
export interface Asked {
  readonly dialects: readonly Dialect[];
  readonly kindFirst: readonly Dialect[];
}

export const ALL: Asked = { dialects: DIALECTS, kindFirst: KIND_FIRST };

/** The facts that a span tells, or undefined for one that tells none, as most do. No message is read. */
export const readFacts = (span: FactView, { dialects, kindFirst }: Asked): GenAiFacts | undefined => {
  const model = modelOf(span, dialects);
  const tool = firstOf(dialects, (dialect) => dialect.facts.tool?.(span));
  const session = plain(span, dialects, 'session');
  const user = plain(span, dialects, 'user');
  const traceName = plain(span, dialects, 'traceName');
  const tags = firstFull(dialects, (dialect) => dialect.facts.tags?.(span));
  const known = kindOf(span, kindFirst) ?? kindFrom(tool, model);
  if (known === undefined && (session ?? user ?? traceName) === undefined && tags.length === 0) return undefined;
  const kind = known ?? 'span';
  return {
    kind,
    model: model ?? (known === 'generation' ? firstName(span.attributes, ['model']) : undefined),
    provider: plain(span, dialects, 'provider'),
    tool: kind === 'tool' ? tool : undefined,
    usage: usageOf(span, dialects),
    cost: firstOf<Cost>(dialects, (dialect) => dialect.facts.cost?.(span)),
    session,
    user,
    agent: plain(span, dialects, 'agent'),
    tags,
    traceName,
  };
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
const modelOf = (span: FactView, dialects: readonly Dialect[]): string | undefined => {
  const asked = firstName(span.attributes, openTelemetry.attributes.requestedModel ?? []);
  for (const dialect of dialects) {
    if (asked !== undefined && !ANSWERS.includes(dialect)) return asked;
    const { model } = dialect.attributes;
    const answered = model === undefined ? undefined : firstName(span.attributes, model);
    if (answered !== undefined) return answered;
  }
  return (
    asked ?? plain(span, dialects, 'requestedModel') ?? firstOf(dialects, (dialect) => dialect.facts.model?.(span))
  );
};

const plain = (span: FactView, dialects: readonly Dialect[], field: keyof PlainAttributes): string | undefined => {
  for (const { attributes } of dialects) {
    const names = attributes[field];
    const name = names === undefined ? undefined : firstName(span.attributes, names);
    if (name !== undefined) return name;
  }
  return undefined;
};

/** What one of them leaves out, such as cached tokens, another may say: they all tell of the same call. */
const usageOf = (span: FactView, dialects: readonly Dialect[]): Usage | undefined => {
  const reported = firstOf(dialects, (dialect) => dialect.facts.reportedTokens?.(span));
  if (reported !== undefined) return reported.disjoint ? asTold(reported.tokens) : disjoint(reported.tokens);
  let tokens: Partial<Record<keyof ReportedTokens, number>> | undefined;
  for (const field of TOKEN_FIELDS) {
    const amount = firstOf(dialects, (dialect) => {
      const names = dialect.tokens[field];
      return names === undefined ? undefined : firstAmount(span.attributes, names);
    });
    if (amount !== undefined) (tokens ??= {})[field] = amount;
  }
  return tokens === undefined ? undefined : disjoint(tokens);
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
