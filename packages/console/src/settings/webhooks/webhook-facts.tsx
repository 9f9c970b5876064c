import type { Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import type { Known } from '../../live/live.ts';
import { Ago } from '../../text/ago.tsx';
import { Day } from '../../text/day.tsx';
import { Moment } from '../../text/moment.tsx';
import { eventsWords } from './event-words.ts';
import { WebhookMark } from './webhook-marks.tsx';

const State = ({ of: webhook, now }: { readonly of: Webhook; readonly now: number }) => (
  <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
    <WebhookMark of={webhook} />
    {webhook.gone_at !== null && (
      <span className="text-muted">
        It answered 410 <Ago at={webhook.gone_at} now={now} />, and so disabled this. Enable it once it is there again.
      </span>
    )}
  </span>
);

const Secret = ({ of: webhook, now }: { readonly of: Webhook; readonly now: number }) => (
  <>
    set <Ago at={webhook.secret_set_at} now={now} />
    {webhook.earlier_secret_until !== null && Date.parse(webhook.earlier_secret_until) > now && (
      <span className="text-muted">
        . The one before signs as well until <Moment at={webhook.earlier_secret_until} now={now} />
      </span>
    )}
  </>
);

export const WebhookFacts = ({ known: { body: webhook, serverAt } }: { readonly known: Known<Webhook> }) => (
  <Panel title="What it is">
    <Facts
      facts={[
        ['State', <State key="state" of={webhook} now={serverAt} />],
        [
          'Address',
          <span key="address" className="flex items-start gap-2">
            <code className="min-w-0 pt-0.5 font-mono text-small">{webhook.url}</code>
            <CopyButton text={webhook.url} what="the address" />
          </span>,
        ],
        ['Told of', eventsWords(webhook.events)],
        ['Secret', <Secret key="secret" of={webhook} now={serverAt} />],
        [
          'Added',
          <span key="added">
            <Day at={webhook.created_at} /> by {webhook.created_by.name ?? 'somebody who is gone'}
            {webhook.created_by.kind === 'key' && ' (a key)'}
          </span>,
        ],
      ]}
    />
  </Panel>
);
