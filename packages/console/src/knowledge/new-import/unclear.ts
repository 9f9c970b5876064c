import { HoldfastError } from '@holdfast/client/holdfast-error';
import { FileReading } from '@holdfast/protocol/knowledge/imports';
import { z } from 'zod';

const Columns = FileReading.shape.columns;

/** What a refusal says beyond its sentence. */
export interface Unclear {
  /** The encoding that it may be, and how the beginning reads in it. */
  readonly encoding: { readonly guess: string; readonly preview: string } | undefined;
  /** Columns of which nobody can tell what they are. */
  readonly columns: FileReading['columns'] | undefined;
}

const NOTHING: Unclear = { encoding: undefined, columns: undefined };
const Guess = z.object({ guess: z.string(), preview: z.string() });

/** What the server wants to be told before it can read a file. */
export const unclearIn = (error: Error): Unclear => {
  if (!(error instanceof HoldfastError)) return NOTHING;
  const guess = error.code === 'encoding_unclear' ? Guess.safeParse(error.problem).data : undefined;
  return { encoding: guess, columns: Columns.safeParse(error.problem['columns']).data };
};
