import type { Trace } from '@holdfast/protocol/traces/trace';
import { listTraces, type TracePage } from '@holdfast/protocol/traces/traces';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Live, useLive } from '../../live/use-live.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { filtersAt, type ShownTraces, USUAL_SORT, wordsOf } from '../filters/shown-traces.ts';
import { TRACES_TOPICS } from '../traces-topics.ts';
import { useLateKnown } from '../../live/use-late-known.ts';
import { type KeptTraces, readTraces, withPage } from './kept-traces.ts';

type Asked = ReturnType<typeof filtersAt>;
/** The first page, with what it was asked for: those behind it must be asked for the same. */
type Head = TracePage & { readonly asked: Asked };

export interface TraceList {
  readonly live: Live<Head>;
  /** What is shown was asked for with other filters: the answer to these is on its way. */
  readonly isLate: boolean;
  readonly items: readonly Trace[];
  readonly hasMore: boolean;
  /** How many have begun that are not shown yet. */
  readonly news: number;
  readonly showNews: () => void;
  /** Whether the list stands at its top, where it follows what is new. */
  readonly stand: (isAtTop: boolean) => void;
  readonly loadMore: () => void;
  readonly isLoadingMore: boolean;
  readonly moreFailed: Error | null;
  /** How far back an attribute has been looked for. */
  readonly searchedUntil: string | null;
}

interface Kept extends KeptTraces {
  /** Of which list it is. */
  readonly of: string;
  readonly asked: Asked;
  readonly searchedUntil: string | null;
}

const keptOf = (of: string, { items, next_cursor: cursor, asked, searched_until: searchedUntil }: Head): Kept => ({
  of,
  items,
  cursor,
  asked,
  searchedUntil,
});

/** At its top the list follows what comes; further down it stands still and says how much is new. */
export const useTraceList = (shown: ShownTraces): TraceList => {
  const holdfast = useHoldfast();
  const of = JSON.stringify(wordsOf(shown));
  const [stored, setKept] = useState<Kept | undefined>(undefined);
  const kept = stored?.of === of ? stored : undefined;
  const asking = useLive<Head>({
    key: ['traces', of],
    topics: TRACES_TOPICS,
    ask: async (client, signal) => {
      const asked = filtersAt(shown, Date.now());
      const { body, headers } = await client.call(listTraces, { query: { ...asked, sort: shown.sort } }, { signal });
      return { body: { ...body, asked }, headers };
    },
  });
  const { live, isLate } = useLateKnown(asking);
  const head = live.known?.body;
  const current = kept ?? (head === undefined ? undefined : keptOf(of, head));
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: async (before: Kept) => {
      if (before.cursor === null) return before;
      const query = { ...before.asked, sort: shown.sort, cursor: before.cursor };
      const page = await holdfast.bodyOf(listTraces, { query });
      return { ...before, ...withPage(before, page.items, page.next_cursor), searchedUntil: page.searched_until };
    },
    onSuccess: setKept,
  });
  const read = kept === undefined || head === undefined ? undefined : readTraces(kept, head.items);
  return {
    live,
    isLate,
    items: read?.items ?? current?.items ?? [],
    hasMore: (current?.cursor ?? null) !== null,
    news: shown.sort === USUAL_SORT && shown.to === undefined ? (read?.news ?? 0) : 0,
    showNews: () => setKept(undefined),
    stand: (isAtTop) => {
      if (!isAtTop && kept === undefined && head !== undefined) setKept(keptOf(of, head));
      if (isAtTop && kept !== undefined && kept.items.length <= (head?.items.length ?? 0)) setKept(undefined);
    },
    loadMore: () => {
      if (!isPending && current !== undefined && current.cursor !== null) mutate(current);
    },
    isLoadingMore: isPending,
    moreFailed: error,
    searchedUntil: current?.searchedUntil ?? null,
  };
};
