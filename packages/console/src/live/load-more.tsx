import { Button } from '../controls/button.tsx';
import { refusalWords } from './refusal-words.ts';
import type { LivePages } from './use-live-pages.ts';

/** The end of a list: more of it, or that this is all. */
export const LoadMore = <Item,>({ pages, what }: { readonly pages: LivePages<Item>; readonly what: string }) => {
  const known = pages.live.known?.body;
  if (known === undefined) return undefined;
  if (known.next_cursor === null) {
    return <p className="border-t border-line px-4 py-2 text-small text-muted">These are all {what}.</p>;
  }
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2">
      <Button onClick={pages.loadMore} aria-disabled={pages.isLoadingMore}>
        {pages.isLoadingMore ? 'Loading …' : 'Load more'}
      </Button>
      {pages.moreFailed !== null && (
        <p role="alert" className="text-bad">
          {refusalWords(pages.moreFailed)}
        </p>
      )}
    </div>
  );
};
