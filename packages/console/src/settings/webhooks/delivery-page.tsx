import { getDelivery } from '@holdfast/protocol/webhooks/deliveries';
import { useParams } from '@tanstack/react-router';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Facts } from '../../controls/facts.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { Panel } from '../../controls/panel.tsx';
import { DeedRow } from '../../deeds/deed-row.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import type { Known } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { countOf } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { SettingsPage } from '../settings-page.tsx';
import { answerWords } from './delivery-words.ts';
import { resending } from './resend-deeds.ts';
import { DeliveryMark } from './webhook-marks.tsx';

type Delivery = (typeof getDelivery)['answers'][200]['_output'];

const LINK = 'text-accent underline underline-offset-2';

const PAGE_OF: ReadonlyMap<string, (id: string) => string> = new Map([
  ['decision', paths.decision],
  ['import', paths.import],
  ['feed', paths.feed],
]);

/** What an event is about, where there is a page for it. */
const ObjectOf = ({ object: { kind, id } }: Delivery) => {
  const to = PAGE_OF.get(kind);
  return to === undefined ? (
    <>
      {kind} <code className="font-mono text-small">{id}</code>
    </>
  ) : (
    <PageLink to={to(id)} isHere={false} className={LINK}>
      {kind} <code className="font-mono text-small">{id}</code>
    </PageLink>
  );
};

const DeliveryFacts = ({ delivery, now }: { readonly delivery: Delivery; readonly now: number }) => {
  const { attempts, created_at: at, next_attempt_at: next, ended_at: ended, sequence, id } = delivery;
  return (
    <Panel title="What came of it">
      <Facts
        facts={[
          ['State', <DeliveryMark key="state" of={delivery} />],
          ['Tries', countOf(attempts)],
          ['Last answer', answerWords(delivery) ?? <Nothing key="answer" />],
          ['Happened', <Moment key="at" at={at} now={now} />],
          ...(next === null ? [] : [['Next try', <Moment key="next" at={next} now={now} />] as const]),
          ...(ended === null ? [] : [['Ended', <Moment key="ended" at={ended} now={now} />] as const]),
          ['About', <ObjectOf key="about" {...delivery} />],
          ['Sequence', `event ${countOf(sequence)} of it`],
          [
            'webhook-id',
            <span key="id" className="flex items-start gap-2">
              <code className="min-w-0 pt-0.5 font-mono text-small">{id}</code>
              <CopyButton text={id} what="the webhook-id" />
            </span>,
          ],
        ]}
      />
    </Panel>
  );
};

/** Line by line where it is JSON: what is posted has no spaces. */
const readable = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    // what is no JSON is shown as it is
    return body;
  }
};

const Body = ({ body }: Pick<Delivery, 'body'>) => (
  <Panel title="What is posted" note={<CopyButton text={body} what="the body, byte for byte" />}>
    <pre className="overflow-x-auto px-4 py-3 font-mono text-small wrap-anywhere whitespace-pre-wrap">
      {readable(body)}
    </pre>
  </Panel>
);

interface DeliveryViewProps {
  readonly webhook: string;
  readonly known: Known<Delivery>;
  readonly lookAgain: () => Promise<unknown>;
}

const DeliveryView = ({ webhook, known: { body: delivery, serverAt }, lookAgain }: DeliveryViewProps) => {
  const deeds = useDeeds(lookAgain);
  return (
    <>
      <DeedsView deeds={deeds} />
      <DeliveryFacts delivery={delivery} now={serverAt} />
      <Panel title="What you can do">
        <DeedRow
          deeds={deeds}
          deed={resending({ webhook_id: webhook, delivery_id: delivery.id }, delivery)}
          sentence={
            delivery.state === 'waiting'
              ? 'Its next try comes at once instead of later.'
              : 'The same, with its old id and with all tries.'
          }
        />
      </Panel>
      <Body body={delivery.body} />
    </>
  );
};

/** One delivery of a webhook: what was posted, and what came of it. */
export const DeliveryPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names them, and the router says any
  const { webhookId: webhook, deliveryId: id } = useParams({ strict: false }) as Readonly<
    Record<'webhookId' | 'deliveryId', string>
  >;
  const live = useLive<Delivery>({
    key: ['delivery', webhook, id],
    ask: (holdfast, signal) =>
      holdfast.call(getDelivery, { params: { webhook_id: webhook, delivery_id: id } }, { signal }),
  });
  return (
    <SettingsPage
      title={live.known?.body.type ?? 'Delivery'}
      live={live}
      what="the delivery"
      above={
        <PageLink to={paths.webhook(webhook)} isHere={false} className={`${LINK} justify-self-start`}>
          Back to the webhook
        </PageLink>
      }
    >
      {(known) => <DeliveryView key={id} webhook={webhook} known={known} lookAgain={live.refreshed} />}
    </SettingsPage>
  );
};
