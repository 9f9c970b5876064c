import { getWebhook, type Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LinkButton } from '../../controls/link-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { DeedRow } from '../../deeds/deed-row.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { type Deeds, useDeeds } from '../../deeds/use-deeds.ts';
import type { Known } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { paths } from '../../routing/paths.ts';
import { StateFrame } from '../../states/state-frame.tsx';
import { RotateRow } from '../rotate-row.tsx';
import { SettingsPage } from '../settings-page.tsx';
import { ChangeWebhookForm } from './change-webhook-form.tsx';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { removing, rotating, switching, testing } from './webhook-deeds.tsx';
import { WebhookFacts } from './webhook-facts.tsx';

interface WhatCanBeDoneProps {
  readonly webhook: Webhook;
  readonly deeds: Deeds;
  /** Of what cannot be taken back: afterwards nothing else can be done. */
  readonly removal: Deeds;
}

const WhatCanBeDone = ({ webhook, deeds, removal }: WhatCanBeDoneProps) => (
  <Panel title="What you can do">
    <DeedRow
      deeds={deeds}
      deed={testing(webhook)}
      sentence={`A webhook.test is sent, once${webhook.enabled ? '' : ', although this is disabled'}.`}
    />
    <DeedRow
      deeds={deeds}
      deed={switching(webhook)}
      sentence={
        webhook.enabled
          ? 'It is told nothing until it is enabled again. What happens meanwhile is not sent later.'
          : 'It is told of what happens from then on.'
      }
    />
    <RotateRow
      sentence="A new secret in its place. The old one signs"
      rotating={(seconds, words) => rotating(webhook, seconds, words)}
      deeds={deeds}
    />
    <DeedRow deeds={removal} deed={removing(webhook)} sentence="With its secret and its log, for good." />
  </Panel>
);

const Removed = ({ said }: { readonly said: Deeds['said'] }) => (
  <StateFrame
    role="status"
    title="Removed"
    actions={
      <LinkButton to={paths.webhooks()} look="plain">
        To the webhooks
      </LinkButton>
    }
  >
    <p>{said}</p>
  </StateFrame>
);

interface WebhookViewProps {
  readonly known: Known<Webhook>;
  readonly lookAgain: () => Promise<unknown>;
}

const WebhookView = ({ known, lookAgain }: WebhookViewProps) => {
  const { body: webhook } = known;
  const queries = useQueryClient();
  const deeds = useDeeds(() =>
    Promise.all([lookAgain(), queries.invalidateQueries({ queryKey: ['deliveries', webhook.id] })]),
  );
  // of one that is not there any more nothing is asked again
  const removal = useDeeds(() => queries.invalidateQueries({ queryKey: ['webhooks'] }));
  if (removal.said !== undefined) return <Removed said={removal.said} />;
  return (
    <>
      <DeedsView deeds={deeds} />
      <DeedsView deeds={removal} />
      <WebhookFacts known={known} />
      <WhatCanBeDone webhook={webhook} deeds={deeds} removal={removal} />
      <DeliveriesPanel webhook={webhook} deeds={deeds} />
      <ChangeWebhookForm key={webhook.version} of={webhook} lookAgain={lookAgain} />
    </>
  );
};

/** One webhook: what it is, what was sent to it, how it is changed. */
export const WebhookPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { webhookId: id } = useParams({ strict: false }) as { readonly webhookId: string };
  const live = useLive<Webhook>({
    key: ['webhook', id],
    ask: (holdfast, signal) => holdfast.call(getWebhook, { params: { webhook_id: id } }, { signal }),
  });
  return (
    <SettingsPage title={live.known?.body.name ?? 'Webhook'} live={live} what="the webhook">
      {(known) => <WebhookView key={id} known={known} lookAgain={live.refreshed} />}
    </SettingsPage>
  );
};
