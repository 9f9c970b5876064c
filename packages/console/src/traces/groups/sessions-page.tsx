import { listSessions, type TraceSession } from '@holdfast/protocol/traces/groups';
import { Nothing } from '../../controls/nothing.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { Snippet } from '../../controls/snippet.tsx';
import type { Column } from '../../controls/table.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { TRACES_TOPICS } from '../traces-topics.ts';
import { groupColumns } from './group-cells.tsx';
import { GroupsPage } from './groups-page.tsx';

/** A list by cursor knows its things by an id. */
type Listed = TraceSession & { readonly id: string };

const SESSION_COLUMNS: readonly Column<Listed>[] = [
  { heading: 'Session', cell: ({ session }) => <RowLink to={paths.session(session)}>{session}</RowLink> },
  { heading: 'User', cell: ({ user }) => user ?? <Nothing /> },
];

export const SessionsPage = () => {
  const q = useSearchWord('q');
  const pages = useLivePages<Listed>(
    ['trace-sessions', q],
    async (holdfast, cursor, signal) => {
      const { body, headers } = await holdfast.call(
        listSessions,
        { query: { q, cursor } },
        { ...(signal !== undefined && { signal }) },
      );
      return { body: { ...body, items: body.items.map((one) => ({ ...one, id: one.session })) }, headers };
    },
    TRACES_TOPICS,
  );
  return (
    <GroupsPage
      title="Sessions"
      what="sessions"
      q={q}
      pathOf={(word) => paths.sessions({ q: word })}
      pages={pages}
      columns={(now) => [...SESSION_COLUMNS, ...groupColumns(now)]}
      grid="lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_56px_56px_132px_96px_104px_104px]"
      keyOf={({ id }) => id}
      lesson={
        <>
          <p className="text-muted">Traces with the same session belong together. Name it on any span:</p>
          <Snippet code="span.setAttribute('session.id', conversation.id)" what="the line of code" />
        </>
      }
    />
  );
};
