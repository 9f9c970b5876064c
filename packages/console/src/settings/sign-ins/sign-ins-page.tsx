import type { SignIn } from '@holdfast/protocol/identity/account';
import { listSignIns } from '@holdfast/protocol/identity/me';
import { Panel } from '../../controls/panel.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { DeedButton } from '../../deeds/deed-button.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { type Deeds, useDeeds } from '../../deeds/use-deeds.ts';
import type { Ask } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { Mark } from '../../look/mark.tsx';
import { useSessionStore } from '../../session/session-context.ts';
import { agentWords } from '../../text/agent-words.ts';
import { Ago } from '../../text/ago.tsx';
import { counted } from '../../text/count.ts';
import { Day } from '../../text/day.tsx';
import { SettingsPage } from '../settings-page.tsx';
import { ending, endingAll } from './ending.ts';

const ask: Ask<readonly SignIn[]> = async (holdfast, signal) => {
  const { body, headers } = await holdfast.call(listSignIns, {}, { signal });
  return { body: body.items, headers };
};

const Agent = ({ signIn }: { readonly signIn: SignIn }) => (
  <span title={signIn.agent ?? undefined}>
    {agentWords(signIn.agent)}
    <span className="block text-small font-normal text-muted">
      {signIn.kind === 'token' ? 'by a token, ' : ''}from {signIn.address ?? 'an unknown address'}
    </span>
  </span>
);

const columnsAt = (now: number, deeds: Deeds): readonly Column<SignIn>[] => [
  { heading: 'Where', cell: (signIn) => <Agent signIn={signIn} /> },
  { heading: 'Since', cell: ({ created_at: at }) => <Day at={at} /> },
  { heading: 'Used last', cell: ({ seen_at: at }) => <Ago at={at} now={now} isRough /> },
  { heading: 'Second factor', cell: ({ second_factor: isShown }) => (isShown ? 'shown' : 'not shown') },
  { heading: 'Ends by itself', cell: ({ expires_at: at }) => <Day at={at} /> },
  {
    heading: 'What you can do',
    cell: (signIn) =>
      signIn.current ? (
        <Mark tone="ok" shape="check">
          This one
        </Mark>
      ) : (
        <DeedButton deeds={deeds} deed={ending(signIn)} of={agentWords(signIn.agent)} />
      ),
  },
];

/** Where one is signed in, and how to end it. */
export const SignInsPage = () => {
  const session = useSessionStore();
  const live = useLive({ key: ['sign-ins'], ask });
  const deeds = useDeeds(() => Promise.all([live.refreshed(), session.look()]));
  return (
    <SettingsPage title="Sign-ins" live={live} what="your sign-ins" above={<DeedsView deeds={deeds} />}>
      {({ body: signIns, serverAt }) => (
        <>
          <Panel title="Where you are signed in" note={counted(signIns.length, 'sign-in')}>
            <Table
              label="Sign-ins"
              columns={columnsAt(serverAt, deeds)}
              grid="lg:grid-cols-[minmax(0,1.6fr)_minmax(0,0.8fr)_minmax(0,0.7fr)_104px_minmax(0,0.8fr)_112px]"
              rows={signIns}
              keyOf={({ id }) => id}
            />
          </Panel>
          <Panel title="Everywhere at once">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
              <DeedButton deeds={deeds} deed={endingAll(signIns.length)} of="all of them" />
              <span className="text-muted">
                Something looks wrong, or a device is lost: end all, sign in anew, and change your password.
              </span>
            </div>
          </Panel>
        </>
      )}
    </SettingsPage>
  );
};
