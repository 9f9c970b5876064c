import type { Tokens } from '@holdfast/protocol/traces/usage';

/** What a model was given, from a cache or not. */
export const tokensIn = ({ input, cache_read: read, cache_write: written }: Tokens): number => input + read + written;

/** What a model made, thought or said. */
export const tokensOut = ({ output, reasoning, audio }: Tokens): number => output + reasoning + audio;

export const allTokens = (tokens: Tokens): number => tokensIn(tokens) + tokensOut(tokens);
