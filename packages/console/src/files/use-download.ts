import type { Client } from '@holdfast/client/client';
import type { DownloadedFile } from '@holdfast/client/download';
import { HoldfastUnreachable } from '@holdfast/client/holdfast-unreachable';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalWords } from '../live/refusal-words.ts';
import { useHoldfast } from '../server/holdfast-context.ts';
import { saveDownload } from './save-download.ts';

/** Asks for a file. */
export type AskFile = (holdfast: Client) => Promise<DownloadedFile>;

export interface Download {
  readonly run: (ask: AskFile) => void;
  readonly isRunning: boolean;
  /** How much of it is here. */
  readonly bytes: number;
  /** What was saved the last time. */
  readonly saved: { readonly filename: string; readonly bytes: number } | undefined;
  readonly refusal: string | undefined;
}

/** A line that broke within the file is no answer of the server. */
const wordsOf = (error: Error): string =>
  error instanceof HoldfastUnreachable || !(error instanceof TypeError)
    ? refusalWords(error)
    : 'The line broke before the end of the file. Nothing was saved: try it again.';

/** Fetches a file and hands it over, one at a time. */
export const useDownload = (): Download => {
  const holdfast = useHoldfast();
  const [bytes, setBytes] = useState(0);
  const { mutate, isPending, data, error } = useMutation({
    networkMode: 'always',
    mutationFn: async (ask: AskFile) => {
      setBytes(0);
      const file = await ask(holdfast);
      return { filename: file.filename, bytes: await saveDownload(file, setBytes) };
    },
  });
  return {
    run: (ask) => {
      if (!isPending) mutate(ask);
    },
    isRunning: isPending,
    bytes,
    saved: isPending ? undefined : data,
    refusal: error === null || isPending ? undefined : wordsOf(error),
  };
};
