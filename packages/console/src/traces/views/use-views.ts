import {
  changeTraceView,
  createTraceView,
  deleteTraceView,
  listTraceViews,
  type TraceView,
} from '@holdfast/protocol/views/trace-views';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { useSubmit } from '../../forms/use-submit.ts';
import type { Words } from '../../routing/paths.ts';

const KEY = ['trace-views'] as const;
/** As many as one page of the list has. */
const MOST = 200;

/** One's own views and those that are shared, by name. */
export const useViews = (): readonly TraceView[] => {
  const holdfast = useHoldfast();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => holdfast.bodyOf(listTraceViews, { query: { limit: MOST } }, { signal }),
    staleTime: 30_000,
    networkMode: 'always',
    retry: false,
  });
  return (data?.items ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
};

/** What an address says, without the words that say nothing. */
export const filtersOf = (words: Words): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(words).filter((pair): pair is [string, string] => pair[1] !== undefined));

export interface NewView {
  readonly name: string;
  readonly shared: boolean;
  readonly words: Words;
}

export interface ChangedView {
  readonly view: TraceView;
  readonly change: { readonly name?: string; readonly shared?: boolean };
}

const WORDS = {
  conflict: 'There is a view of this name already, or you have as many as can be. Choose another name, or remove one.',
};

/** Saving, changing and removing views. The list is asked for again after each. */
export const useViewActs = (onSaved: () => void) => {
  const queries = useQueryClient();
  const lookAgain = () => void queries.invalidateQueries({ queryKey: KEY });
  const save = useSubmit({
    words: WORDS,
    ask: (holdfast, { name, shared, words }: NewView) =>
      holdfast.bodyOf(createTraceView, { body: { name, shared, filters: filtersOf(words) } }),
    onAnswer: () => {
      lookAgain();
      onSaved();
    },
  });
  const change = useSubmit({
    words: WORDS,
    ask: (holdfast, { view, change: body }: ChangedView) =>
      holdfast.bodyOf(changeTraceView, { params: { view_id: view.id }, body }, { version: view.version }),
    onAnswer: lookAgain,
  });
  const remove = useSubmit({
    ask: (holdfast, view: TraceView) => holdfast.bodyOf(deleteTraceView, { params: { view_id: view.id } }),
    onAnswer: lookAgain,
  });
  return { save, change, remove };
};
