import { ALL_EVENTS } from '@holdfast/protocol/webhooks/event-types';
import { addWebhook, type WebhookWithSecret } from '@holdfast/protocol/webhooks/webhooks';
import { useState } from 'react';
import { Form } from '../../forms/form.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { EventsField } from './events-field.tsx';
import { WebhookFields } from './webhook-fields.tsx';

interface Wanted {
  readonly name: string;
  readonly url: string;
}

export const NewWebhookForm = ({ onMade }: { readonly onMade: (made: WebhookWithSecret) => void }) => {
  const [events, setEvents] = useState<readonly string[]>([ALL_EVENTS]);
  const submit = useSubmit({
    ask: (holdfast, wanted: Wanted) => holdfast.bodyOf(addWebhook, { body: { ...wanted, events: [...events] } }),
    onAnswer: onMade,
  });
  return (
    <Form
      label="Add a webhook"
      submit={submit}
      act="Add the webhook"
      impossible={events.length === 0 ? 'Choose what it is told of.' : undefined}
      onFilled={(filled) => submit.run({ name: filled('name').trim(), url: filled('url').trim() })}
    >
      <WebhookFields />
      <EventsField chosen={events} onChoose={setEvents} />
    </Form>
  );
};
