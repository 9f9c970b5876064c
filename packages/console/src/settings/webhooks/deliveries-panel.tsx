import type { Topic } from '@holdfast/protocol/live/topic';
import type { DeliveryState } from '@holdfast/protocol/webhooks/delivery-progress';
import { listDeliveries, type WebhookDelivery } from '@holdfast/protocol/webhooks/deliveries';
import type { Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { Nothing } from '../../controls/nothing.tsx';
import { Panel } from '../../controls/panel.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { DeedRow } from '../../deeds/deed-row.tsx';
import type { Deeds } from '../../deeds/use-deeds.ts';
import { LoadMore } from '../../live/load-more.tsx';
import { type LivePages, useLivePages } from '../../live/use-live-pages.ts';
import { paths } from '../../routing/paths.ts';
import { FailureState } from '../../states/failure-state.tsx';
import { LoadingState } from '../../states/loading-state.tsx';
import { countOf } from '../../text/count.ts';
import { idEnd } from '../../text/id-end.ts';
import { Moment } from '../../text/moment.tsx';
import { DeliveryStates, LastAnswer, useDeliveryState } from './delivery-states.tsx';
import { resendingDead } from './resend-deeds.ts';
import { DELIVERY_WORDS, DeliveryMark } from './webhook-marks.tsx';

const NO_TOPICS: readonly Topic[] = [];

const columnsOf = ({ id }: Webhook, now: number): readonly Column<WebhookDelivery>[] => [
  {
    heading: 'Event',
    cell: ({ id: delivery, type, object }) => (
      <>
        <RowLink to={paths.delivery(id, delivery)}>
          <code className="font-mono text-small">{type}</code>
        </RowLink>
        <span className="text-small font-normal text-muted"> of {idEnd(object.id)}</span>
      </>
    ),
  },
  { heading: 'State', cell: (delivery) => <DeliveryMark of={delivery} /> },
  { heading: 'Tries', isNumber: true, cell: ({ attempts }) => countOf(attempts) },
  {
    heading: 'Happened',
    cell: ({ created_at: at }) => <Moment at={at} now={now} />,
  },
  {
    heading: 'Next try',
    cell: ({ next_attempt_at: at }) => (at === null ? <Nothing /> : <Moment at={at} now={now} />),
  },
  {
    heading: 'Last answer',
    isWide: true,
    cell: (delivery) => <LastAnswer of={delivery} />,
  },
];

interface DeliveriesProps {
  readonly webhook: Webhook;
  readonly pages: LivePages<WebhookDelivery>;
  readonly state: DeliveryState | undefined;
}

const Deliveries = ({ webhook, pages, state }: DeliveriesProps) => {
  const { known, failing, refresh } = pages.live;
  if (known === undefined)
    return failing === undefined ? (
      <LoadingState what="the log" />
    ) : (
      <FailureState error={failing.error} what="the log" onRetry={refresh} />
    );
  const { body, serverAt } = known;
  if (body.items.length === 0)
    return (
      <p className="px-4 py-3 text-muted">
        {state === undefined
          ? 'Nothing was sent yet that is still kept. Send a test to see what would come.'
          : `Nothing is ${DELIVERY_WORDS[state]}.`}
      </p>
    );
  return (
    <>
      <Table
        label="Deliveries"
        columns={columnsOf(webhook, serverAt)}
        grid="lg:grid-cols-[minmax(0,1fr)_112px_48px_104px_104px_minmax(0,1fr)]"
        rows={body.items}
        keyOf={({ id }) => id}
      />
      <LoadMore pages={pages} what="that are kept" />
    </>
  );
};

interface DeliveriesPanelProps {
  readonly webhook: Webhook;
  readonly deeds: Deeds;
}

/** What was sent to a webhook or waits to be, and what came of it. */
export const DeliveriesPanel = ({ webhook, deeds }: DeliveriesPanelProps) => {
  const state = useDeliveryState();
  const pages = useLivePages<WebhookDelivery>(
    ['deliveries', webhook.id, state],
    (holdfast, cursor, signal) =>
      holdfast.call(
        listDeliveries,
        { params: { webhook_id: webhook.id }, query: { state, cursor } },
        { ...(signal !== undefined && { signal }) },
      ),
    NO_TOPICS,
  );
  const isAnyDead = state === 'dead' && (pages.live.known?.body.items.length ?? 0) > 0;
  return (
    <Panel title="Delivery log" note="The latest event first">
      <DeliveryStates chosen={state} pathOf={(one) => paths.webhook(webhook.id, { state: one })} />
      {isAnyDead && (
        <div className="border-b border-line">
          <DeedRow
            deeds={deeds}
            deed={resendingDead(webhook)}
            impossible={webhook.enabled ? undefined : 'This webhook is disabled. Enable it first.'}
            sentence="All that were given up are sent once more with all their tries, the oldest first."
          />
        </div>
      )}
      <Deliveries webhook={webhook} pages={pages} state={state} />
    </Panel>
  );
};
