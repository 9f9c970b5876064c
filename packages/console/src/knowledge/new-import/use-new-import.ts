import type { Client } from '@holdfast/client/client';
import { importFile } from '@holdfast/protocol/knowledge/imports';
import type { ColumnMapping, DryRun, ImportJob } from '@holdfast/protocol/knowledge/imports';
import { useEffect, useRef, useState } from 'react';
import { watchSending } from '../../files/send-with-progress.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';

/** What was said about a file, in place of what the server would propose. */
export interface Wish {
  readonly encoding?: string;
  readonly mapping?: ColumnMapping;
}

/** A file on its way: to be looked at, or to be imported. */
export interface Sending {
  readonly file: File;
  readonly wish: Wish;
  readonly isDry: boolean;
  readonly sent: number;
  /** When that much was sent. */
  readonly moment: number;
}

export type Stage =
  | { readonly at: 'choosing' }
  | ({ readonly at: 'sending' } & Sending)
  | {
      readonly at: 'found';
      readonly file: File;
      readonly wish: Wish;
      readonly found: DryRun;
      readonly refusal: Error | undefined;
    }
  | { readonly at: 'refused'; readonly file: File; readonly wish: Wish; readonly error: Error };

export interface NewImport {
  readonly stage: Stage;
  readonly look: (file: File, wish: Wish) => void;
  readonly start: (file: File, wish: Wish, found: DryRun) => void;
  readonly stop: () => void;
  readonly again: () => void;
}

const send = async (holdfast: Client, { file, wish, isDry }: Sending, signal: AbortSignal) => {
  const { encoding, mapping } = wish;
  const query = {
    filename: file.name,
    dry_run: isDry,
    ...(encoding !== undefined && { encoding }),
    ...(mapping !== undefined && { mapping: JSON.stringify(mapping) }),
  };
  return (await holdfast.upload(importFile, { query }, file, { signal })).body;
};

/** From a file in somebody's hand to an import that runs. Nothing is stored before it is started. */
export const useNewImport = (onStarted: (job: ImportJob) => void): NewImport => {
  const holdfast = useHoldfast();
  const [stage, setStage] = useState<Stage>({ at: 'choosing' });
  const line = useRef<AbortController>(undefined);
  const looking = useRef<AbortController>(undefined);
  const isHere = useRef(true);
  // what was started goes on, but whoever has left the page is not led to it; a look is for nobody then
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      looking.current?.abort();
    };
  }, []);

  const run = async (sending: Sending, onRefused: (error: Error) => Stage): Promise<void> => {
    line.current?.abort();
    const here = new AbortController();
    line.current = here;
    looking.current = sending.isDry ? here : undefined;
    setStage({ at: 'sending', ...sending });
    watchSending(sending.file, (sent) => {
      if (!here.signal.aborted) setStage({ at: 'sending', ...sending, sent, moment: performance.now() });
    });
    try {
      const body = await send(holdfast, sending, here.signal);
      if (here.signal.aborted) return;
      if ('dry_run' in body) {
        setStage({ at: 'found', file: sending.file, wish: sending.wish, found: body, refusal: undefined });
      } else if (isHere.current) onStarted(body);
    } catch (error) {
      if (!here.signal.aborted) setStage(onRefused(error instanceof Error ? error : new Error(String(error))));
    }
  };

  return {
    stage,
    look: (file, wish) =>
      void run({ file, wish, isDry: true, sent: 0, moment: performance.now() }, (error) => ({
        at: 'refused',
        file,
        wish,
        error,
      })),
    start: (file, wish, found) =>
      void run({ file, wish, isDry: false, sent: 0, moment: performance.now() }, (refusal) => ({
        at: 'found',
        file,
        wish,
        found,
        refusal,
      })),
    stop: () => {
      line.current?.abort();
      setStage({ at: 'choosing' });
    },
    again: () => setStage({ at: 'choosing' }),
  };
};
