import type { DecisionBypass } from '@holdfast/protocol/decisions/bypasses';
import { useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { DeedButton } from '../../deeds/deed-button.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { type Deeds, useDeeds } from '../../deeds/use-deeds.ts';
import type { Known } from '../../live/live.ts';
import { LoadMore } from '../../live/load-more.tsx';
import type { Pages } from '../../live/use-live-pages.ts';
import { Mark } from '../../look/mark.tsx';
import { useMay } from '../../session/session-context.ts';
import { useMe } from '../../session/use-me.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { Moment } from '../../text/moment.tsx';
import { actorWords } from '../actor-words.ts';
import { GivenText } from '../arguments/given-text.tsx';
import { DecisionsPage } from '../decisions-page.tsx';
import { TimeLeft } from '../time/time-left.tsx';
import { useServerNow } from '../time/use-server-now.ts';
import { BeginForm } from './begin-form.tsx';
import { Begun } from './begun.tsx';
import { ending } from './bypass-deeds.ts';
import { isLasting, useBypasses } from './use-bypasses.ts';

interface Looking {
  readonly now: number;
  readonly me: string | undefined;
  readonly deeds: Deeds;
  readonly canEnd: boolean;
}

const Until = ({ bypass, now, me }: { readonly bypass: DecisionBypass } & Pick<Looking, 'now' | 'me'>) => {
  if (isLasting(bypass, now)) return <TimeLeft since={bypass.began_at} until={bypass.ends_at} now={now} />;
  return (
    <span className="text-muted">
      ended <Moment at={bypass.ends_at} now={now} />
      {bypass.ended_by !== null && `, by ${actorWords(bypass.ended_by, me)}`}
    </span>
  );
};

const columnsFor = ({ now, me, deeds, canEnd }: Looking): readonly Column<DecisionBypass>[] => [
  { heading: 'Kinds', cell: ({ kinds }) => <code className="font-mono text-small">{kinds.join(', ')}</code> },
  {
    heading: 'State',
    cell: (bypass) =>
      isLasting(bypass, now) ? (
        <Mark tone="warn" shape="bolt">
          approves
        </Mark>
      ) : (
        <Mark tone="none" shape="dash">
          over
        </Mark>
      ),
  },
  { heading: 'Until', cell: (bypass) => <Until bypass={bypass} now={now} me={me} /> },
  {
    heading: 'Begun',
    cell: ({ began_at: at, by }) => (
      <>
        <Moment at={at} now={now} /> by {actorWords(by, me)}
      </>
    ),
  },
  { heading: 'Reason', isWide: true, cell: ({ reason }) => <GivenText text={reason} /> },
  {
    heading: 'End',
    cell: (bypass) =>
      canEnd && isLasting(bypass, now) ? (
        <DeedButton deeds={deeds} deed={ending(bypass)} of={bypass.kinds.join(', ')} />
      ) : (
        <span data-nothing="" />
      ),
  },
];

const snippet = (): string => `curl -s ${location.origin}/api/v1/decision-rules/bypass \\
  -H "Authorization: Bearer $HOLDFAST_KEY"`;

const NoBypasses = () => (
  <EmptyState title="There was no bypass" snippet={{ code: snippet(), what: 'the command' }}>
    When all is on fire, an admin begins a bypass: what is asked for of its kinds is approved at once, for eight hours
    at most. Each stays listed here, with who began it and why. From a terminal:
  </EmptyState>
);

interface BypassesViewProps {
  readonly pages: ReturnType<typeof useBypasses>;
  readonly known: Known<Pages<DecisionBypass>>;
}

const BypassesView = ({ pages, known }: BypassesViewProps) => {
  const now = useServerNow(known);
  const me = useMe()?.workspace?.member_id;
  const canManage = useMay('decisions:manage');
  const deeds = useDeeds(pages.live.refreshed);
  const [begun, setBegun] = useState<DecisionBypass | undefined>(undefined);
  const { items } = known.body;
  const isOn = begun !== undefined && isLasting(items.find(({ id }) => id === begun.id) ?? begun, now);
  return (
    <>
      <DeedsView deeds={deeds} />
      <Begun bypass={isOn ? begun : undefined} now={now} />
      <Panel title="Bypasses" note="The latest first">
        {items.length === 0 ? (
          <NoBypasses />
        ) : (
          <>
            <Table
              label="Bypasses"
              columns={columnsFor({ now, me, deeds, canEnd: canManage })}
              grid="lg:grid-cols-[minmax(0,1fr)_104px_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.4fr)_96px]"
              rows={items}
              keyOf={({ id }) => id}
            />
            <LoadMore pages={pages} what="that there were" />
          </>
        )}
      </Panel>
      {canManage && (
        <Panel title="Begin one" note="Nothing that waits is approved, only what is asked for from then on">
          <div className="max-w-[640px] p-4">
            <BeginForm onBegun={setBegun} lookAgain={pages.live.refreshed} />
          </div>
        </Panel>
      )}
    </>
  );
};

/** What was approved without anybody looking, for how long, and why. */
export const BypassesPage = () => {
  const pages = useBypasses();
  return (
    <DecisionsPage title="Bypasses" live={pages.live} what="the bypasses">
      {(known) => <BypassesView pages={pages} known={known} />}
    </DecisionsPage>
  );
};
