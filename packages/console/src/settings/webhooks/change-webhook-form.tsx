import { changeWebhook, type Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { Form } from '../../forms/form.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { Saved } from '../saved.tsx';
import { EventsField } from './events-field.tsx';
import { WebhookFields } from './webhook-fields.tsx';

interface ChangeWebhookFormProps {
  readonly of: Webhook;
  readonly lookAgain: () => Promise<unknown>;
}

interface Wanted {
  readonly name: string;
  readonly url: string;
}

/** What is typed stands until it is stored: the page behind may learn of another version meanwhile, and says so then. */
export const ChangeWebhookForm = ({ of: webhook, lookAgain }: ChangeWebhookFormProps) => {
  const [events, setEvents] = useState<readonly string[]>(webhook.events);
  const [said, setSaid] = useState('');
  const submit = useSubmit({
    ask: (holdfast, wanted: Wanted) =>
      holdfast.bodyOf(
        changeWebhook,
        { params: { webhook_id: webhook.id }, body: { ...wanted, events: [...events] } },
        { version: webhook.version },
      ),
    onAnswer: () => {
      setSaid('Saved.');
      void lookAgain();
    },
  });
  return (
    <Panel title="Change it">
      <div className="max-w-[640px] p-4">
        <Form
          label="Change the webhook"
          submit={submit}
          act="Save"
          beside={<Saved said={submit.isRunning ? '' : said} />}
          impossible={events.length === 0 ? 'Choose what it is told of.' : undefined}
          onFilled={(filled) => {
            setSaid('');
            submit.run({ name: filled('name').trim(), url: filled('url').trim() });
          }}
        >
          <WebhookFields of={webhook} />
          <EventsField chosen={events} onChoose={setEvents} />
        </Form>
      </div>
    </Panel>
  );
};
