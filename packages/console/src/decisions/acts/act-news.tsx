import type { News } from './news.ts';

const LOOKS: Readonly<Record<News['tone'], string>> = {
  ok: 'border-ok bg-ok-soft',
  warn: 'border-warn bg-warn-soft',
  bad: 'border-bad bg-bad-soft',
};

/** What came of the last act. */
export const ActNews = ({ news }: { readonly news: News | undefined }) => (
  <div role="status" className="empty:sr-only">
    {news !== undefined && (
      <p className={`rounded-panel border px-4 py-3 wrap-anywhere ${LOOKS[news.tone]}`}>{news.words}</p>
    )}
  </div>
);
