import type { ReactNode } from 'react';
import type { Known } from '../live/live.ts';
import { LiveHeader } from '../live/live-header.tsx';
import { LiveView } from '../live/live-view.tsx';
import type { Live } from '../live/use-live.ts';
import { refusalOf } from '../states/refusal.ts';
import { OperationsTabs } from './operations-tabs.tsx';
import { useForbiddenTab } from './forbidden-tabs.ts';
import { useOperationsCommands } from './use-operations-commands.ts';

interface OperationsPageProps<Body> {
  readonly title: string;
  readonly note?: ReactNode;
  readonly sentence?: string;
  readonly live: Live<Body>;
  /** Ends the sentence "Loading …". */
  readonly what: string;
  /** What chooses among the contents. It is not there when they may not be seen. */
  readonly filters?: ReactNode;
  /** The switch between workspace and instance, which stays: what one may not see the other may show. */
  readonly scopes?: ReactNode;
  readonly children: (known: Known<Body>) => ReactNode;
}

/** A page of Operations: head, the way to its neighbours, filters, and what is known. */
export const OperationsPage = <Body,>({
  what,
  filters,
  scopes,
  children,
  live,
  ...head
}: OperationsPageProps<Body>) => {
  useOperationsCommands();
  const refusal = live.known === undefined ? refusalOf(live.failing?.error) : undefined;
  useForbiddenTab(live.known !== undefined, refusal === 'forbidden');
  const shownScopes = refusal === 'signed out' ? undefined : scopes;
  const shownFilters = refusal === undefined ? filters : undefined;
  return (
    <>
      <LiveHeader {...head} live={live} />
      <OperationsTabs />
      {(shownScopes ?? shownFilters) !== undefined && (
        <div className="grid gap-2 px-4 pt-4 md:px-6">
          {shownScopes}
          {shownFilters}
        </div>
      )}
      <LiveView live={live} what={what}>
        {children}
      </LiveView>
    </>
  );
};
