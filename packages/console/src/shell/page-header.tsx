import type { ReactNode } from 'react';
import { PAGE_TITLE_ID } from '../routing/use-arrival-focus.ts';

interface PageHeaderProps {
  readonly title: string;
  /** What the tab is called, where that is something else. */
  readonly tab?: string | undefined;
  /** What stands in the tab before the title, when the page has news that concern those who look elsewhere. */
  readonly news?: string;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}

/** The head of a page. It also names the tab. */
export const PageHeader = ({ title, tab = title, news, note, children }: PageHeaderProps) => (
  <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-surface px-4 py-3 md:min-h-[57px] md:px-6">
    <title>{[news, tab, 'Holdfast'].filter(Boolean).join(' · ')}</title>
    <h1 id={PAGE_TITLE_ID} tabIndex={-1} className="min-w-0 text-title font-semibold wrap-anywhere">
      {title}
    </h1>
    {note !== undefined && (
      <p className="order-last min-w-0 basis-full text-muted wrap-anywhere md:order-none md:basis-0 md:grow">{note}</p>
    )}
    <div className="ml-auto flex items-center gap-3">{children}</div>
  </header>
);
