import { useMemo } from 'react';
import type { Command } from '../commands/command.ts';
import { useOffer } from '../commands/command-store.ts';
import { KeyCaps } from '../commands/key-caps.tsx';
import { Button } from '../controls/button.tsx';
import { REFRESH_KEY } from '../live/use-refresh-command.ts';
import { PageHeader } from '../shell/page-header.tsx';
import { FailureState } from '../states/failure-state.tsx';
import { LoadingState } from '../states/loading-state.tsx';
import { newsOf, sentenceOf } from './health-words.ts';
import { useHealth } from './use-health.ts';
import { WatchedHealth } from './watched-health.tsx';

export const HealthPage = () => {
  const { data: watch, refetch } = useHealth();
  const commands = useMemo<readonly Command[]>(
    () => [{ id: 'check', label: 'Check now', group: 'This page', keys: REFRESH_KEY, run: () => void refetch() }],
    [refetch],
  );
  useOffer(commands);
  const retry = (): void => void refetch();

  return (
    <>
      <PageHeader title="Health" news={newsOf(watch)} note={sentenceOf(watch)}>
        <span className="hidden text-small text-muted md:inline">Checked every 5 s while you look</span>
        <Button onClick={retry}>
          Check now <KeyCaps keys={REFRESH_KEY} />
        </Button>
      </PageHeader>
      <p role="status" className="sr-only">
        {sentenceOf(watch)}
      </p>
      {watch === undefined && <LoadingState what="the health of the parts" />}
      {watch?.known !== undefined && <WatchedHealth watch={watch} known={watch.known} onRetry={retry} />}
      {watch?.known === undefined && watch?.failing !== undefined && (
        <FailureState error={watch.failing.error} onRetry={retry} />
      )}
    </>
  );
};
