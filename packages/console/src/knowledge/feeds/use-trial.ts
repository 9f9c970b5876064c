import { type FeedTrial, tryFeed } from '@holdfast/protocol/knowledge/feeds';
import type { FeedId } from '@holdfast/protocol/knowledge/ids';
import { useMutation } from '@tanstack/react-query';
import { useHoldfast } from '../../server/holdfast-context.ts';
import type { FeedValues } from './feed-values.ts';

/** The server may take 30 s, and its answer has to be read. */
const TRYING_MS = 75_000;

export type Tried = Pick<FeedValues, 'url' | 'header' | 'filename' | 'encoding' | 'mapping'>;

export interface Trial {
  readonly run: (tried: Tried) => void;
  readonly isRunning: boolean;
  readonly found: FeedTrial | undefined;
  readonly error: Error | null;
  /** What was tried last. */
  readonly tried: Tried | undefined;
  readonly forget: () => void;
}

/** Asks once what a feed would bring. Nothing is stored. */
export const useTrial = (id: FeedId | undefined): Trial => {
  const holdfast = useHoldfast();
  const { mutate, isPending, data, error, variables, reset } = useMutation<FeedTrial, Error, Tried>({
    networkMode: 'always',
    mutationFn: ({ header, ...rest }) => {
      const body = {
        ...rest,
        ...(header === undefined ? {} : { header }),
        ...(id === undefined ? {} : { feed_id: id }),
      };
      return holdfast.bodyOf(tryFeed, { body }, { timeoutMs: TRYING_MS });
    },
  });
  return { run: mutate, isRunning: isPending, found: data, error, tried: variables, forget: reset };
};
