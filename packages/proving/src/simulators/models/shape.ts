import type { Asked } from '../http-simulator.ts';
import type { Refusal } from '../mishap.ts';
import type { ModelRequest, ShapeName, ToolCall } from './script.ts';
import { countTokens, tokensOf } from './tokens.ts';

export interface NumberedCall extends ToolCall {
  /** The same in every answer that repeats it. */
  readonly id: string;
}

/** A turn, ready to be said in any shape. */
export interface ModelAnswer {
  readonly id: string;
  readonly model: string;
  readonly tokens: readonly string[];
  readonly toolCalls: readonly NumberedCall[];
  readonly truncated: boolean;
  readonly usage: { readonly input: number; readonly output: number };
}

/** A piece of a stream, with the name of its event where the shape has names. */
export interface Frame {
  readonly event?: string;
  readonly data: unknown;
  readonly tokens: number;
}

/** How one provider says things. Nothing here knows of scripts, speed or mishaps. */
export interface Shape {
  readonly name: ShapeName;
  /** Undefined when the request is not for this shape. */
  suits(asked: Asked): boolean;
  keyOf(asked: Asked): string | undefined;
  /** A sentence when the provider would refuse the request. */
  flawOf(asked: Asked): string | undefined;
  read(asked: Asked): ModelRequest;
  whole(answer: ModelAnswer): unknown;
  frames(answer: ModelAnswer, asked: Asked): readonly Frame[];
  /** What comes at the very end of a stream, beside the frames. */
  readonly farewell?: string;
  /** Streams are server-sent events unless the request wants one JSON array. */
  framing?(asked: Asked): 'events' | 'array';
  failure(status: number, sentence: string, refusal?: Refusal): unknown;
  /** A failure that comes when half of the answer is said; `sequence` counts what was said before. */
  lateFailure(sentence: string, sequence: number): Frame;
  /** GET of this path lists the models there are. */
  readonly modelsPath?: string;
  /** Behind which model a page of the list begins; without it all are listed at once. */
  afterOf?(asked: Asked): string | undefined;
  models(names: readonly string[], hasMore: boolean): unknown;
}

export const argumentsOf = ({ arguments: given, raw }: ToolCall): string => raw ?? JSON.stringify(given);

const textOf = (answer: ModelAnswer): string => answer.tokens.join('');

export const says = (answer: ModelAnswer): { readonly text: string; readonly talks: boolean } => ({
  text: textOf(answer),
  // an answer of nothing but calls has no text at all, and an empty one has an empty text
  talks: answer.tokens.length > 0 || answer.toolCalls.length === 0,
});

export const answerOf = (
  turn: { readonly text?: string; readonly toolCalls?: readonly ToolCall[]; readonly truncated?: boolean },
  asked: Asked,
  { model, nth }: { readonly model: string; readonly nth: number },
): ModelAnswer => {
  const toolCalls = (turn.toolCalls ?? []).map((call, index) => ({ ...call, id: `${nth}_${index + 1}` }));
  const tokens = tokensOf(turn.text ?? '');
  const inCalls = toolCalls.map((call) => countTokens(JSON.stringify(call.arguments)));
  const output = tokens.length + inCalls.reduce((sum, count) => sum + count, 0);
  const usage = { input: countTokens(asked.body), output };
  return { id: String(nth), model, tokens, toolCalls, truncated: turn.truncated ?? false, usage };
};
