import type { Member } from '@holdfast/protocol/identity/members';
import { Panel } from '../../controls/panel.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { paths } from '../../routing/paths.ts';
import { useMe } from '../../session/use-me.ts';
import { Ago } from '../../text/ago.tsx';
import { counted } from '../../text/count.ts';
import { SettingsPage } from '../settings-page.tsx';
import { InvitePanel } from '../invitations/invite-panel.tsx';
import { ActiveMark, FactorMark } from './member-marks.tsx';
import { useMembers } from './use-members.ts';

const Name = ({ member, own }: { readonly member: Member; readonly own: string | undefined }) => (
  <>
    <RowLink to={paths.member(member.id)}>{member.name}</RowLink>
    {member.id === own && <span className="ml-2 text-small font-normal text-muted">you</span>}
    <span className="block text-small font-normal text-muted">{member.email}</span>
  </>
);

const columnsAt = (now: number, own: string | undefined): readonly Column<Member>[] => [
  { heading: 'Member', cell: (member) => <Name member={member} own={own} /> },
  { heading: 'Role', cell: ({ role }) => role },
  { heading: 'State', cell: ({ active }) => <ActiveMark isActive={active} /> },
  { heading: 'Second factor', cell: (member) => <FactorMark member={member} /> },
  { heading: 'Seen', cell: ({ seen_at: at }) => (at === null ? <Nothing /> : <Ago at={at} now={now} isRough />) },
];

/** Who belongs to the workspace. */
export const MembersPage = () => {
  const own = useMe()?.workspace?.member_id;
  const pages = useMembers();
  return (
    <SettingsPage title="Members" live={pages.live} what="the members">
      {({ body: { items, next_cursor: cursor }, serverAt }) => (
        <>
          <InvitePanel onInvited={pages.live.refresh} />
          <Panel title="Members" note={`${counted(items.length, 'member')}${cursor === null ? '' : ' of more'}`}>
            <Table
              label="Members"
              columns={columnsAt(serverAt, own)}
              grid="lg:grid-cols-[minmax(0,1.8fr)_88px_104px_112px_minmax(0,0.7fr)]"
              rows={items}
              keyOf={({ id }) => id}
            />
            <LoadMore pages={pages} what="that there are" />
          </Panel>
        </>
      )}
    </SettingsPage>
  );
};
