import type { ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import { type Column, Table } from '../../controls/table.tsx';
import { Panel } from '../../controls/panel.tsx';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import type { LivePages } from '../../live/use-live-pages.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { StateFrame } from '../../states/state-frame.tsx';
import { TracesTabs } from '../traces-tabs.tsx';

interface GroupsPageProps<Group> {
  readonly title: string;
  readonly what: string;
  readonly q: string | undefined;
  readonly pathOf: (q: string | undefined) => string;
  readonly pages: LivePages<Group>;
  readonly columns: (now: number) => readonly Column<Group>[];
  readonly grid: string;
  readonly keyOf: (group: Group) => string;
  /** How traces come to belong to one. */
  readonly lesson: ReactNode;
}

/** A list of what traces have in common: sessions, or users. */
export const GroupsPage = <Group,>({
  title,
  what,
  q,
  pathOf,
  pages,
  columns,
  grid,
  keyOf,
  lesson,
}: GroupsPageProps<Group>) => {
  const router = useRouter();
  const look = (typed: string): void => {
    const next = typed.trim() === '' ? undefined : typed.trim();
    if (next !== q) void router.navigate({ href: pathOf(next), resetScroll: false });
  };
  return (
    <>
      <LiveHeader title={title} live={pages.live} />
      <TracesTabs />
      <form
        role="search"
        className="px-4 pt-4 md:px-6"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get('q');
          look(typeof typed === 'string' ? typed : '');
        }}
      >
        <input
          key={q ?? ''}
          name="q"
          type="search"
          aria-label={`Search ${what} by name`}
          placeholder={`Search ${what} …`}
          defaultValue={q ?? ''}
          maxLength={200}
          className="min-h-8 w-full rounded-control border border-faint bg-surface px-2 placeholder:text-faint md:max-w-80"
        />
      </form>
      <LiveView live={pages.live} what={what}>
        {({ body: { items }, serverAt }) =>
          items.length === 0 ? (
            <StateFrame title={q === undefined ? `No trace names one of its ${what} yet` : 'None is called so'}>
              {q === undefined ? lesson : <TextButton onClick={() => look('')}>Show all {what}</TextButton>}
            </StateFrame>
          ) : (
            <Panel title={title} note="The latest first">
              <Table label={title} columns={columns(serverAt)} grid={grid} rows={items} keyOf={keyOf} />
              <LoadMore pages={pages} what={`${what} that there are`} />
            </Panel>
          )
        }
      </LiveView>
    </>
  );
};
