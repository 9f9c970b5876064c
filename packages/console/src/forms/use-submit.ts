import type { Client } from '@holdfast/client/client';
import { HoldfastError } from '@holdfast/client/holdfast-error';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { refusalWords } from '../live/refusal-words.ts';
import { useHoldfast } from '../server/holdfast-context.ts';
import { type FieldErrors, fieldErrorsOf } from './field-errors.ts';

export interface Submit {
  readonly isRunning: boolean;
  readonly fields: FieldErrors;
  readonly refusal: string | undefined;
}

interface SubmitOptions<Values, Answer> {
  readonly ask: (holdfast: Client, values: Values) => Promise<Answer>;
  readonly onAnswer: (answer: Answer, values: Values) => void;
  /** What some refusals mean on this form, by code. */
  readonly words?: Readonly<Record<string, string>>;
  /** Told of a refusal; true when the form sees to it and nothing needs to be said. */
  readonly onRefused?: (error: Error, values: Values) => boolean;
}

const wordsOf = (error: Error, words: Readonly<Record<string, string>>, fields: FieldErrors): string => {
  if (!(error instanceof HoldfastError)) return refusalWords(error);
  const own = words[error.code];
  if (own !== undefined) return own;
  return Object.keys(fields).length > 0 ? 'Some of this cannot be taken as it is.' : refusalWords(error);
};

/** Sends what a form holds, once at a time. */
export const useSubmit = <Values, Answer>({
  ask,
  onAnswer,
  words = {},
  onRefused,
}: SubmitOptions<Values, Answer>): Submit & {
  readonly run: (values: Values) => void;
  /** Of the refusal before nothing is said any more. */
  readonly forget: () => void;
} => {
  const holdfast = useHoldfast();
  const { mutate, isPending, error, reset } = useMutation<Answer, Error, Values>({
    networkMode: 'always',
    mutationFn: (values) => ask(holdfast, values),
    onSuccess: onAnswer,
    onError: (refusal, values) => {
      if (onRefused?.(refusal, values) === true) reset();
    },
  });
  const fields = useMemo(() => fieldErrorsOf(error), [error]);
  return {
    run: mutate,
    forget: reset,
    isRunning: isPending,
    fields,
    refusal: error === null ? undefined : wordsOf(error, words, fields),
  };
};
