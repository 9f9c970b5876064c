import { linkMemberReset, type Member } from '@holdfast/protocol/identity/members';
import { useParams } from '@tanstack/react-router';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import { DeedRow } from '../../deeds/deed-row.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import type { Known } from '../../live/live.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { useMe } from '../../session/use-me.ts';
import { Ago } from '../../text/ago.tsx';
import { Day } from '../../text/day.tsx';
import { makingLink } from '../link-deed.tsx';
import { SettingsPage } from '../settings-page.tsx';
import { lettingIn, removing, removingFactor, shuttingOut } from './member-deeds.ts';
import { ActiveMark, FactorMark } from './member-marks.tsx';
import { RoleForm } from './role-form.tsx';
import { useMember } from './use-members.ts';

const ITSELF = 'This is you: another admin can do it.';

const MemberFacts = ({ known: { body: member, serverAt } }: { readonly known: Known<Member> }) => {
  const canReadAudit = useMay('audit:read');
  return (
    <Panel title="Who it is">
      <Facts
        facts={[
          ['E-mail', member.email],
          ['Role', member.role],
          ['State', <ActiveMark key="state" isActive={member.active} />],
          ['Second factor', <FactorMark key="factor" member={member} />],
          ['Member since', <Day key="since" at={member.created_at} />],
          [
            'Seen',
            member.seen_at === null ? 'never yet' : <Ago key="seen" at={member.seen_at} now={serverAt} isRough />,
          ],
        ]}
      />
      {canReadAudit && (
        <p className="border-t border-line px-4 py-2 text-small">
          <PageLink to={paths.audit({ actor: member.id })} className="text-accent underline underline-offset-2">
            What they did, in the audit trail
          </PageLink>
        </p>
      )}
    </Panel>
  );
};

const MemberView = ({
  known,
  lookAgain,
}: {
  readonly known: Known<Member>;
  readonly lookAgain: () => Promise<unknown>;
}) => {
  const { body: member } = known;
  const deeds = useDeeds(lookAgain);
  const isOwn = useMe()?.workspace?.member_id === member.id;
  const own = isOwn ? ITSELF : undefined;
  return (
    <>
      <DeedsView deeds={deeds} />
      <MemberFacts known={known} />
      <RoleForm key={member.role} member={member} deeds={deeds} />
      <Panel title="What you can do">
        <div>
          {member.active ? (
            <DeedRow
              deeds={deeds}
              deed={shuttingOut(member)}
              sentence="They cannot enter this workspace until somebody lets them in again."
              impossible={own}
            />
          ) : (
            <DeedRow
              deeds={deeds}
              deed={lettingIn(member)}
              sentence="They may enter this workspace again, as before."
            />
          )}
          <DeedRow
            deeds={deeds}
            deed={makingLink(member.name, (holdfast) =>
              holdfast.bodyOf(linkMemberReset, { params: { member_id: member.id } }),
            )}
            sentence="For somebody who forgot the password: a link that sets a new one."
            impossible={isOwn ? 'This is you: change your password under Profile.' : undefined}
          />
          <DeedRow
            deeds={deeds}
            deed={removingFactor(member)}
            sentence="For somebody who lost authenticator and recovery codes."
            impossible={member.second_factor ? (isOwn ? ITSELF : undefined) : 'They have no second factor.'}
          />
          <DeedRow
            deeds={deeds}
            deed={removing(member)}
            sentence="They are a member no more, and their API keys end."
            impossible={own}
          />
        </div>
      </Panel>
    </>
  );
};

/** One member, and what an admin can do about them. */
export const MemberPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { memberId: id } = useParams({ strict: false }) as { readonly memberId: string };
  const live = useMember(id);
  return (
    <SettingsPage title={live.known?.body.name ?? 'Member'} live={live} what="the member">
      {(known) => <MemberView key={id} known={known} lookAgain={live.refreshed} />}
    </SettingsPage>
  );
};
