/** Words with the blanks behind them: near enough to what a model counts, and the same each time. */
export const tokensOf = (text: string): readonly string[] => text.match(/\S+\s*|\s+/g) ?? [];

export const countTokens = (text: string): number => tokensOf(text).length;

const PIECE = 12;

/** Arguments of a call come in pieces that are no whole JSON. */
export const piecesOf = (json: string): readonly string[] =>
  Array.from({ length: Math.ceil(json.length / PIECE) }, (_nothing, index) =>
    json.slice(index * PIECE, (index + 1) * PIECE),
  );
