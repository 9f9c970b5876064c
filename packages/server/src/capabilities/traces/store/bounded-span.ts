import type { Usage } from '../dialects/gen-ai-span.ts';
import type { StoredSpan } from './stored-span.ts';

/** Longer ones are cut here, and whole where the span was received. */
const MOST_TEXT = 512;
const MOST_TAGS = 16;
/** Nobody uses so many, and sums of them stay exact. */
const MOST_TOKENS = 4_294_967_295;
const MOST_COST_USD = 1_000_000_000;
/** Those that not every span has. */
const TEXTS = [
  'service',
  'model',
  'provider',
  'tool',
  'agent',
  'session',
  'user',
  'traceName',
  'traceInput',
  'traceOutput',
  'input',
  'output',
] as const satisfies readonly (keyof StoredSpan)[];
const LATEST = (1n << 63n) - 1n;

/** A span no part of which is larger than a store has room for, whatever its sender wrote. */
export const boundedSpan = (span: StoredSpan): StoredSpan => (isBounded(span) ? span : bounded(span));

/** As nearly every span is: nothing is made anew for it. */
const isBounded = (span: StoredSpan): boolean =>
  span.start <= LATEST - (span.duration ?? 0n) &&
  isShort(span.name) &&
  TEXTS.every((text) => isShort(span[text])) &&
  span.tags.length === 0 &&
  (span.usage === undefined || isBoundedUsage(span.usage)) &&
  (span.costUsd ?? 0) <= MOST_COST_USD;

const isShort = (text: string | undefined): boolean => text === undefined || text.length <= MOST_TEXT;
const isBoundedUsage = ({ input, cacheRead, cacheWrite, output, reasoning, audio }: Usage): boolean =>
  isWhole(input) &&
  isWhole(cacheRead) &&
  isWhole(cacheWrite) &&
  isWhole(output) &&
  isWhole(reasoning) &&
  isWhole(audio);

const isWhole = (tokens: number): boolean => Number.isInteger(tokens) && tokens <= MOST_TOKENS;

const bounded = (span: StoredSpan): StoredSpan => {
  const start = span.start > LATEST ? LATEST : span.start;
  return {
    ...span,
    start,
    duration: span.duration !== undefined && span.duration > LATEST - start ? LATEST - start : span.duration,
    name: cut(span.name),
    ...cutTexts(span),
    tags: span.tags.length === 0 ? span.tags : span.tags.slice(0, MOST_TAGS).map(cut),
    usage: span.usage === undefined ? undefined : boundedUsage(span.usage),
    costUsd: span.costUsd === undefined ? undefined : Math.min(span.costUsd, MOST_COST_USD),
  };
};

const cut = (text: string): string => (text.length <= MOST_TEXT ? text : text.slice(0, MOST_TEXT).toWellFormed());
const cutTexts = (span: StoredSpan): Partial<StoredSpan> =>
  Object.fromEntries(TEXTS.map((text) => [text, cutOrNone(span[text])]));
const cutOrNone = (text: string | undefined): string | undefined => (text === undefined ? undefined : cut(text));

const whole = (tokens: number): number => Math.min(Math.trunc(tokens), MOST_TOKENS);

const boundedUsage = ({ input, cacheRead, cacheWrite, output, reasoning, audio }: Usage): Usage => ({
  input: whole(input),
  cacheRead: whole(cacheRead),
  cacheWrite: whole(cacheWrite),
  output: whole(output),
  reasoning: whole(reasoning),
  audio: whole(audio),
});
