import type { ReactNode } from 'react';
import { KeyCaps } from '../commands/key-caps.tsx';
import { Button } from '../controls/button.tsx';
import { PageHeader } from '../shell/page-header.tsx';
import { RhythmMark, useRhythmNews } from './rhythm-mark.tsx';
import type { Live } from './use-live.ts';
import { REFRESH_KEY, useRefreshCommand } from './use-refresh-command.ts';

interface LiveHeaderProps {
  readonly title: string;
  /** What the tab is called, where that is something else. */
  readonly tab?: string | undefined;
  readonly note?: ReactNode;
  /** Announced when it changes, so it must not change each time that is looked. */
  readonly sentence?: string;
  readonly live: Pick<Live<unknown>, 'known' | 'failing' | 'refresh' | 'rhythm'>;
  /** False where nothing changes by itself. */
  readonly hasRhythm?: boolean;
}

/** The head of a page that keeps itself fresh. */
export const LiveHeader = (props: LiveHeaderProps) => {
  const { title, tab, note, sentence = '', live, hasRhythm = true } = props;
  useRefreshCommand(live.refresh);
  const news = useRhythmNews(live.rhythm);
  const isStale = live.failing !== undefined;
  return (
    <>
      <PageHeader title={title} tab={tab} news={isStale ? 'Not known' : ''} note={note}>
        {hasRhythm && <RhythmMark rhythm={live.rhythm} />}
        <Button onClick={live.refresh}>
          Look again <KeyCaps keys={REFRESH_KEY} />
        </Button>
      </PageHeader>
      <p role="status" className="sr-only">
        {isStale && live.known !== undefined ? 'What is shown is not known to be so any more' : sentence}
      </p>
      <p role="status" className="sr-only">
        {news}
      </p>
    </>
  );
};
