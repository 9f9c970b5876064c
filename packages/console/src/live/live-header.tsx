import type { ReactNode } from 'react';
import { KeyCaps } from '../commands/key-caps.tsx';
import { Button } from '../controls/button.tsx';
import { PageHeader } from '../shell/page-header.tsx';
import type { Live } from './use-live.ts';
import { useRefreshCommand } from './use-refresh-command.ts';

interface LiveHeaderProps {
  readonly title: string;
  readonly note?: ReactNode;
  /** Announced when it changes, so it must not change each time that is looked. */
  readonly sentence?: string;
  readonly live: Pick<Live<unknown>, 'known' | 'failing' | 'refresh'>;
  readonly rhythm?: string;
}

/** The head of a page that keeps itself fresh. */
export const LiveHeader = ({
  title,
  note,
  sentence = '',
  live,
  rhythm = 'Refreshed every 5 s while you look',
}: LiveHeaderProps) => {
  useRefreshCommand(live.refresh);
  const isStale = live.failing !== undefined;
  return (
    <>
      <PageHeader title={title} news={isStale ? 'Not known' : ''} note={note}>
        <span className="hidden text-small text-muted xl:inline">{rhythm}</span>
        <Button onClick={live.refresh}>
          Look again <KeyCaps keys="r" />
        </Button>
      </PageHeader>
      <p role="status" className="sr-only">
        {isStale && live.known !== undefined ? 'What is shown is not known to be so any more' : sentence}
      </p>
    </>
  );
};
