import type { Topic } from '@holdfast/protocol/live/topic';
import { listWebhooks, type Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { LinkButton } from '../../controls/link-button.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { Panel } from '../../controls/panel.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { counted, countOf } from '../../text/count.ts';
import { SettingsPage } from '../settings-page.tsx';
import { answerWords } from './delivery-words.ts';
import { eventsWords } from './event-words.ts';
import { WebhookMark } from './webhook-marks.tsx';

const NO_TOPICS: readonly Topic[] = [];

const GivenUp = ({ of: { id, deliveries } }: { readonly of: Webhook }) =>
  deliveries.dead === 0 ? (
    <Nothing />
  ) : (
    // above the link of the row
    <span className="relative">
      <PageLink
        to={paths.webhook(id, { state: 'dead' })}
        isHere={false}
        className="font-semibold text-bad underline underline-offset-2"
      >
        {countOf(deliveries.dead)}
        <span className="sr-only"> given up</span>
      </PageLink>
    </span>
  );

const LastAnswer = ({ of: last }: { readonly of: Webhook['deliveries']['last'] }) => {
  const words = last === null ? undefined : answerWords(last);
  if (last === null || words === undefined) return <Nothing />;
  return (
    <span className={`line-clamp-2 text-small ${last.state === 'done' ? 'text-muted' : 'text-bad'}`}>{words}</span>
  );
};

const COLUMNS: readonly Column<Webhook>[] = [
  { heading: 'Webhook', cell: ({ id, name }) => <RowLink to={paths.webhook(id)}>{name}</RowLink> },
  { heading: 'State', cell: (webhook) => <WebhookMark of={webhook} /> },
  {
    heading: 'Waiting',
    isNumber: true,
    cell: ({ deliveries: { waiting } }) => (waiting === 0 ? <Nothing /> : countOf(waiting)),
  },
  { heading: 'Given up', isNumber: true, cell: (webhook) => <GivenUp of={webhook} /> },
  { heading: 'Last answer', isWide: true, cell: ({ deliveries: { last } }) => <LastAnswer of={last} /> },
  {
    heading: 'Told of',
    isWide: true,
    cell: ({ events }) => <span className="line-clamp-2 text-muted">{eventsWords(events)}</span>,
  },
  {
    heading: 'Address',
    isWide: true,
    cell: ({ url }) => <span className="line-clamp-2 font-mono text-small text-muted">{url}</span>,
  },
];

const NoWebhooks = () => (
  <EmptyState
    title="Nothing outside is told what happens here"
    snippet={{
      code: `curl -s ${location.origin}/api/v1/webhooks -H "Authorization: Bearer $HOLDFAST_KEY" --json '{"name": "Pager", "url": "https://hooks.example.com/holdfast", "events": ["decision.*"]}'`,
      what: 'the command',
    }}
  >
    A webhook is an address that events are posted to as they happen: a decision that was asked for or made, an import
    that ended. Each is signed, and tried again for three days. From a terminal:
  </EmptyState>
);

/** Where the workspace is told of what happens in it. */
export const WebhooksPage = () => {
  const pages = useLivePages<Webhook>(
    ['webhooks'],
    (holdfast, cursor, signal) =>
      holdfast.call(listWebhooks, { query: { cursor } }, { ...(signal !== undefined && { signal }) }),
    NO_TOPICS,
  );
  return (
    <SettingsPage
      title="Webhooks"
      live={pages.live}
      what="the webhooks"
      above={
        pages.live.known !== undefined && (
          <div className="flex justify-end">
            <LinkButton to={paths.newWebhook()}>Add a webhook</LinkButton>
          </div>
        )
      }
    >
      {({ body: { items } }) => (
        <Panel title="Webhooks" note={`${counted(items.length, 'webhook')}, the latest first`}>
          {items.length === 0 ? (
            <NoWebhooks />
          ) : (
            <>
              <Table
                label="Webhooks"
                columns={COLUMNS}
                grid="lg:grid-cols-[minmax(0,1fr)_112px_56px_64px_minmax(0,1fr)_minmax(0,0.8fr)_minmax(0,1fr)]"
                rows={items}
                keyOf={({ id }) => id}
              />
              <LoadMore pages={pages} what="that there are" />
            </>
          )}
        </Panel>
      )}
    </SettingsPage>
  );
};
