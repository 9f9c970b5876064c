import type { Usage } from './gen-ai-span.ts';

/** Tokens as they were reported. Undefined is what nobody said. */
export type ReportedTokens = Readonly<Partial<Record<keyof Usage | 'total', number | undefined>>>;

export const TOKEN_FIELDS: readonly (keyof ReportedTokens)[] = [
  'input',
  'output',
  'total',
  'cacheRead',
  'cacheWrite',
  'reasoning',
  'audio',
];

/**
 * Tokens of which none is counted twice. Input mostly includes what was read from and written to a cache, but not everybody
 * means it so: it is taken off only where there is as much. Output includes what was thought and said aloud.
 */
export const disjoint = (reported: ReportedTokens): Usage | undefined => {
  const { cacheRead = 0, cacheWrite = 0, reasoning = 0, audio = 0, total } = reported;
  if (!isReported(reported)) return undefined;
  const output = reported.output ?? 0;
  const input = reported.input ?? Math.max(0, (total ?? 0) - output);
  const cached = cacheRead + cacheWrite;
  return {
    input: input >= cached ? input - cached : input,
    cacheRead,
    cacheWrite,
    output: Math.max(0, output - reasoning - audio),
    reasoning,
    audio,
  };
};

const isReported = (reported: ReportedTokens): boolean => {
  for (const field of TOKEN_FIELDS) if (reported[field] !== undefined) return true;
  return false;
};

/** Tokens whose sender says that none is counted twice. */
export const asTold = ({ input, output, total, ...others }: ReportedTokens): Usage => ({
  input: input ?? Math.max(0, (total ?? 0) - (output ?? 0)),
  output: output ?? 0,
  cacheRead: others.cacheRead ?? 0,
  cacheWrite: others.cacheWrite ?? 0,
  reasoning: others.reasoning ?? 0,
  audio: others.audio ?? 0,
});
