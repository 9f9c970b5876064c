import type { Mishap } from '../mishap.ts';

export type ShapeName = 'openai-chat' | 'openai-responses' | 'anthropic' | 'gemini';

/** What a model was asked, said the same for every shape. */
export interface ModelRequest {
  readonly shape: ShapeName;
  readonly model: string;
  readonly streamed: boolean;
  /** What the user said last. */
  readonly said: string;
  /** How many messages or items came along. */
  readonly messages: number;
  readonly tools: readonly string[];
  /** What tools answered, as text, in order. */
  readonly toolResults: readonly string[];
}

export interface ToolCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Said in place of the arguments where a shape has them as text: models do not always write JSON. */
  readonly raw?: string;
}

/** One answer of a model, whatever shape it is said in. */
export interface Turn {
  readonly text?: string;
  readonly toolCalls?: readonly ToolCall[];
  /** Until the first byte. */
  readonly latencyMs?: number;
  readonly tokensPerSecond?: number;
  /** Ends because it may say no more, not because it is done. */
  readonly truncated?: boolean;
  readonly mishap?: Mishap;
}

/** Says what the model answers to its n-th request, from 1. */
export type Script = (request: ModelRequest, nth: number) => Turn;

/** One turn after another. Who asks more than there is gets an error that says so. */
export const inOrder =
  (...turns: readonly Turn[]): Script =>
  (_request, nth) => {
    const turn = turns[nth - 1];
    if (turn === undefined) throw new Error(`the script has ${turns.length} turns and was asked for ${nth}`);
    return turn;
  };

/** The same for ever: with a tool call, a model that never stops calling tools. */
export const always =
  (turn: Turn): Script =>
  () =>
    turn;

/** Calls a tool when there is no result yet, and talks when there is. */
export const callThenSay =
  (call: ToolCall, say: (results: readonly string[]) => string): Script =>
  ({ toolResults }) =>
    toolResults.length === 0 ? { toolCalls: [call] } : { text: say(toolResults) };
