import { listUsers, type TraceUser } from '@holdfast/protocol/traces/groups';
import { RowLink } from '../../controls/row-link.tsx';
import { Snippet } from '../../controls/snippet.tsx';
import type { Column } from '../../controls/table.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { countOf } from '../../text/count.ts';
import { ALL_TIME } from '../filters/time-range.ts';
import { TRACES_TOPICS } from '../traces-topics.ts';
import { groupColumns } from './group-cells.tsx';
import { GroupsPage } from './groups-page.tsx';

type Listed = TraceUser & { readonly id: string };

const USER_COLUMNS: readonly Column<Listed>[] = [
  { heading: 'User', cell: ({ user }) => <RowLink to={paths.traces({ user, range: ALL_TIME })}>{user}</RowLink> },
  { heading: 'Sessions', isNumber: true, cell: ({ sessions }) => countOf(sessions) },
];

export const UsersPage = () => {
  const q = useSearchWord('q');
  const pages = useLivePages<Listed>(
    ['trace-users', q],
    async (holdfast, cursor, signal) => {
      const { body, headers } = await holdfast.call(
        listUsers,
        { query: { q, cursor } },
        { ...(signal !== undefined && { signal }) },
      );
      return { body: { ...body, items: body.items.map((one) => ({ ...one, id: one.user })) }, headers };
    },
    TRACES_TOPICS,
  );
  return (
    <GroupsPage
      title="Users"
      what="users"
      q={q}
      pathOf={(word) => paths.traceUsers({ q: word })}
      pages={pages}
      columns={(now) => [...USER_COLUMNS, ...groupColumns(now)]}
      grid="lg:grid-cols-[minmax(0,1fr)_64px_56px_56px_132px_96px_104px_104px]"
      keyOf={({ id }) => id}
      lesson={
        <>
          <p className="text-muted">Traces say for whom they were made. Name the user on any span:</p>
          <Snippet code="span.setAttribute('user.id', user.id)" what="the line of code" />
        </>
      }
    />
  );
};
