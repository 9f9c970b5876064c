import type { Invitation } from '@holdfast/protocol/identity/invitations';
import { listInvitations } from '@holdfast/protocol/identity/invitations';
import type { Topic } from '@holdfast/protocol/live/topic';
import { FilterChips } from '../../controls/filter-chips.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { Panel } from '../../controls/panel.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { DeedButton } from '../../deeds/deed-button.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { type Deeds, useDeeds } from '../../deeds/use-deeds.ts';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { Mark, type MarkLook } from '../../look/mark.tsx';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { StateFrame } from '../../states/state-frame.tsx';
import { Ago } from '../../text/ago.tsx';
import { counted } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { SettingsPage } from '../settings-page.tsx';
import { renewing, takingBack } from './invitation-deeds.tsx';
import { InvitePanel } from './invite-panel.tsx';

type State = Invitation['state'];

const NO_TOPICS: readonly Topic[] = [];
const STATES: readonly State[] = ['open', 'accepted', 'revoked', 'expired'];

const LOOKS: Readonly<Record<State, MarkLook & { readonly word: string }>> = {
  open: { tone: 'info', shape: 'clock', word: 'open' },
  accepted: { tone: 'ok', shape: 'check', word: 'accepted' },
  revoked: { tone: 'none', shape: 'slash', word: 'taken back' },
  expired: { tone: 'none', shape: 'clock', word: 'too old' },
};

const LETTERS: Readonly<Record<Invitation['mail'], string>> = {
  not_configured: 'handed over as a link',
  waiting: 'the letter waits to be sent',
  accepted: 'the letter was taken by the mail server',
  refused: 'the mail server refused the letter',
};

const Email = ({ invitation: { email, mail, role } }: { readonly invitation: Invitation }) => (
  <>
    {email}
    <span className={`block text-small font-normal ${mail === 'refused' ? 'text-bad' : 'text-muted'}`}>
      as {role}, {LETTERS[mail]}
    </span>
  </>
);

const Acts = ({ invitation, deeds }: { readonly invitation: Invitation; readonly deeds: Deeds }) => {
  const { state, email } = invitation;
  if (state === 'accepted') return <Nothing />;
  return (
    <span className="flex flex-wrap gap-2">
      {state !== 'revoked' && <DeedButton deeds={deeds} deed={renewing(invitation)} of={email} />}
      {state === 'open' && <DeedButton deeds={deeds} deed={takingBack(invitation)} of={email} />}
      {state === 'revoked' && <Nothing />}
    </span>
  );
};

const columnsAt = (now: number, deeds: Deeds): readonly Column<Invitation>[] => [
  { heading: 'Invited', cell: (invitation) => <Email invitation={invitation} /> },
  {
    heading: 'State',
    cell: ({ state }) => {
      const { word, ...look } = LOOKS[state];
      return <Mark {...look}>{word}</Mark>;
    },
  },
  { heading: 'Since', cell: ({ created_at: at }) => <Ago at={at} now={now} /> },
  {
    heading: 'Until',
    cell: ({ expires_at: at, state }) => (state === 'open' ? <Moment at={at} now={now} /> : <Nothing />),
  },
  { heading: 'What you can do', isWide: true, cell: (invitation) => <Acts invitation={invitation} deeds={deeds} /> },
];

const NoInvitations = ({ isFiltered }: { readonly isFiltered: boolean }) => (
  <StateFrame title={isFiltered ? 'No invitation is like that' : 'Nobody has been invited yet'}>
    <p className="text-muted">
      An invitation is for one e-mail and one role. Whoever opens its link makes an account, or signs in with the one
      they have, and is a member.
    </p>
  </StateFrame>
);

export const InvitationsPage = () => {
  const word = useSearchWord('state');
  const state = STATES.find((known) => known === word);
  const pages = useLivePages<Invitation>(
    ['invitations', state],
    (holdfast, cursor, signal) =>
      holdfast.call(listInvitations, { query: { state, cursor } }, { ...(signal !== undefined && { signal }) }),
    NO_TOPICS,
  );
  const deeds = useDeeds(pages.live.refreshed);
  return (
    <SettingsPage
      title="Invitations"
      live={pages.live}
      what="the invitations"
      above={
        <>
          <DeedsView deeds={deeds} />
          <FilterChips
            label="State"
            chips={[undefined, ...STATES].map((one) => ({
              label: one === undefined ? 'all' : LOOKS[one].word,
              to: paths.invitations(one),
              isChosen: one === state,
            }))}
          />
        </>
      }
    >
      {({ body: { items, next_cursor: cursor }, serverAt }) => (
        <>
          <InvitePanel onInvited={pages.live.refresh} />
          <Panel
            title="Invitations"
            note={`${counted(items.length, 'invitation')}${cursor === null ? '' : ' of more'}, the latest first`}
          >
            {items.length === 0 ? (
              <NoInvitations isFiltered={state !== undefined} />
            ) : (
              <>
                <Table
                  label="Invitations"
                  columns={columnsAt(serverAt, deeds)}
                  grid="lg:grid-cols-[minmax(0,1.6fr)_104px_88px_112px_224px]"
                  rows={items}
                  keyOf={({ id }) => id}
                />
                <LoadMore pages={pages} what="that there are" />
              </>
            )}
          </Panel>
        </>
      )}
    </SettingsPage>
  );
};
