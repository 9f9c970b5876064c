import type { ReactNode } from 'react';
import type { Known } from '../live/live.ts';
import { LiveHeader } from '../live/live-header.tsx';
import { LiveView } from '../live/live-view.tsx';
import type { Live } from '../live/use-live.ts';
import { OperationsTabs } from './operations-tabs.tsx';
import { useOperationsCommands } from './use-operations-commands.ts';

interface OperationsPageProps<Body> {
  readonly title: string;
  readonly note?: ReactNode;
  readonly sentence?: string;
  readonly live: Live<Body>;
  /** Ends the sentence "Loading …". */
  readonly what: string;
  /** What stands above the contents, also while they are not known. */
  readonly filters?: ReactNode;
  readonly children: (known: Known<Body>) => ReactNode;
}

/** A page of Operations: head, the way to its neighbours, filters, and what is known. */
export const OperationsPage = <Body,>({ what, filters, children, live, ...head }: OperationsPageProps<Body>) => {
  useOperationsCommands();
  return (
    <>
      <LiveHeader {...head} live={live} />
      <OperationsTabs />
      {filters !== undefined && <div className="grid gap-2 px-4 pt-4 md:px-6">{filters}</div>}
      <LiveView live={live} what={what}>
        {children}
      </LiveView>
    </>
  );
};
