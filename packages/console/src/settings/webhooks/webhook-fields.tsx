import type { Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { TextField } from '../../forms/text-field.tsx';

/** What a webhook is called, and where it posts. */
export const WebhookFields = ({ of: webhook }: { readonly of?: Webhook }) => (
  <>
    <TextField
      label="Name"
      name="name"
      required
      isFirst={webhook === undefined}
      maxLength={100}
      autoComplete="off"
      defaultValue={webhook?.name}
      hint="What listens there, so that others know what they change."
    />
    <TextField
      label="Address"
      name="url"
      type="text"
      inputMode="url"
      required
      maxLength={2_000}
      pattern="https?://.+"
      title="One is like https://hooks.example.com/holdfast."
      autoComplete="off"
      spellCheck={false}
      placeholder="https://hooks.example.com/holdfast"
      defaultValue={webhook?.url}
      hint="Events are posted there, signed. One that is not public must be allowed by an operator."
    />
  </>
);
