import { z } from 'zod';

/** A NUL cannot be stored and half a surrogate pair would silently become U+FFFD. */
const isStorable = (value: string): boolean => value.isWellFormed() && !value.includes('\u0000');

/** Text a person or a program wrote, kept as received. */
export const text = (maximum: number, minimum = 0) =>
  z
    .string()
    .min(minimum)
    .max(maximum)
    .refine(isStorable, { error: 'must be well-formed Unicode without NUL characters' });
