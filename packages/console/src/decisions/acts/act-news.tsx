import { useEffect, useRef } from 'react';
import { NEWS_ID } from '../detail/places.ts';
import type { News } from './news.ts';
import { Written } from './written.tsx';

const LOOKS: Readonly<Record<News['tone'], string>> = {
  ok: 'border-ok bg-ok-soft',
  warn: 'border-warn bg-warn-soft',
  bad: 'border-bad bg-bad-soft',
};

/** What came of the last act. Whoever was further down comes up to it. */
export const ActNews = ({ news }: { readonly news: News | undefined }) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (news !== undefined) place.current?.scrollIntoView({ block: 'nearest' });
  }, [news]);
  return (
    <div ref={place} id={NEWS_ID} role="status" tabIndex={-1} className="scroll-mt-20 empty:sr-only">
      {news !== undefined && (
        <div className={`grid gap-3 rounded-panel border px-4 py-3 wrap-anywhere ${LOOKS[news.tone]}`}>
          <p>{news.words}</p>
          {news.written !== undefined && news.written !== '' && <Written text={news.written} />}
        </div>
      )}
    </div>
  );
};
