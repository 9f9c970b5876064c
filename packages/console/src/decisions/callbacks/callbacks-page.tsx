import {
  type DecisionCallback,
  listDecisionCallbacks,
  replayDecisionCallback,
} from '@holdfast/protocol/decisions/callbacks';
import type { Topic } from '@holdfast/protocol/live/topic';
import type { DeliveryState } from '@holdfast/protocol/webhooks/delivery-progress';
import { Nothing } from '../../controls/nothing.tsx';
import { Panel } from '../../controls/panel.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { type Deed, deed } from '../../deeds/deed.ts';
import { DeedButton } from '../../deeds/deed-button.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { type Deeds, useDeeds } from '../../deeds/use-deeds.ts';
import type { Known } from '../../live/live.ts';
import { LoadMore } from '../../live/load-more.tsx';
import { type LivePages, type Pages, useLivePages } from '../../live/use-live-pages.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { DeliveryStates, LastAnswer, useDeliveryState } from '../../settings/webhooks/delivery-states.tsx';
import { DELIVERY_WORDS, DeliveryMark } from '../../settings/webhooks/webhook-marks.tsx';
import { EmptyState } from '../../states/empty-state.tsx';
import { countOf } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { GivenText } from '../arguments/given-text.tsx';
import { visibleText } from '../arguments/visible-text.ts';
import { DecisionsPage } from '../decisions-page.tsx';

const NO_TOPICS: readonly Topic[] = [];

interface Listed extends DecisionCallback {
  readonly id: string;
}

const listed = (one: DecisionCallback): Listed => ({ ...one, id: one.delivery.id });

const tellingAgain = ({ decision: { id }, delivery: { state } }: DecisionCallback): Deed =>
  deed({
    act: state === 'waiting' ? 'Try it now' : 'Tell it again',
    ask: (holdfast) => holdfast.bodyOf(replayDecisionCallback, { params: { decision_id: id } }),
    done: () => 'The asker is told again, with the old id. What comes of it stands here within moments.',
  });

const columnsFor = (deeds: Deeds, now: number): readonly Column<DecisionCallback>[] => [
  {
    heading: 'Decision',
    cell: ({ decision: { id, title, kind } }) => (
      <>
        <PageLink to={paths.decision(id)} isHere={false} className="text-accent underline-offset-2 hover:underline">
          <GivenText text={title} />
        </PageLink>{' '}
        <code className="font-mono text-small font-normal text-muted">{kind}</code>
      </>
    ),
  },
  { heading: 'Told at', cell: ({ origin }) => <code className="font-mono text-small wrap-anywhere">{origin}</code> },
  { heading: 'State', cell: ({ delivery }) => <DeliveryMark of={delivery} /> },
  { heading: 'Tries', isNumber: true, cell: ({ delivery }) => countOf(delivery.attempts) },
  {
    heading: 'Next try',
    cell: ({ delivery: { next_attempt_at: at } }) => (at === null ? <Nothing /> : <Moment at={at} now={now} />),
  },
  {
    heading: 'Last answer',
    isWide: true,
    cell: ({ delivery }) => <LastAnswer of={delivery} />,
  },
  {
    heading: 'Again',
    cell: (callback) => (
      <DeedButton deeds={deeds} deed={tellingAgain(callback)} of={visibleText(callback.decision.title)} />
    ),
  },
];

const snippet = (): string => `curl -s ${location.origin}/api/v1/decisions \\
  -H "Authorization: Bearer $HOLDFAST_KEY" -H "Content-Type: application/json" \\
  -d '{"kind": "refund", "title": "Refund order 1001", "arguments": {"cents": 4200},
       "callback": {"url": "https://example.com/decided", "secret": "whsec_..."}}'`;

const NoCallbacks = ({ state }: { readonly state: DeliveryState | undefined }) =>
  state === undefined ? (
    <EmptyState title="No asker was told by a callback yet" snippet={{ code: snippet(), what: 'the command' }}>
      Who asks with a callback is told of the outcome there, signed, and again until they have heard it. From a
      terminal:
    </EmptyState>
  ) : (
    <p className="px-4 py-3 text-muted">None is {DELIVERY_WORDS[state]}.</p>
  );

interface CallbacksViewProps {
  readonly pages: LivePages<Listed>;
  readonly known: Known<Pages<Listed>>;
  readonly state: DeliveryState | undefined;
}

const CallbacksView = ({ pages, known: { body, serverAt }, state }: CallbacksViewProps) => {
  const deeds = useDeeds(pages.live.refreshed);
  return (
    <>
      <DeedsView deeds={deeds} />
      <Panel title="Callbacks" note="The latest outcome first">
        <DeliveryStates chosen={state} pathOf={paths.callbacks} />
        {body.items.length === 0 ? (
          <NoCallbacks state={state} />
        ) : (
          <>
            <Table
              label="Callbacks"
              columns={columnsFor(deeds, serverAt)}
              grid="lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_112px_48px_96px_minmax(0,1fr)_120px]"
              rows={body.items}
              keyOf={({ id }) => id}
            />
            <LoadMore pages={pages} what="that are kept" />
          </>
        )}
      </Panel>
    </>
  );
};

/** How telling askers of outcomes stands. */
export const CallbacksPage = () => {
  const state = useDeliveryState();
  const pages = useLivePages<Listed>(
    ['decision-callbacks', state],
    async (holdfast, cursor, signal) => {
      const query = { state, cursor };
      const answer = await holdfast.call(listDecisionCallbacks, { query }, { ...(signal !== undefined && { signal }) });
      return { ...answer, body: { ...answer.body, items: answer.body.items.map(listed) } };
    },
    NO_TOPICS,
  );
  return (
    <DecisionsPage title="Callbacks" live={pages.live} what="the callbacks">
      {(known) => <CallbacksView pages={pages} known={known} state={state} />}
    </DecisionsPage>
  );
};
