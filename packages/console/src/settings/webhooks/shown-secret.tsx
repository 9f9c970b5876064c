import { Snippet } from '../../controls/snippet.tsx';

/** The secret of a webhook, the only time that it is seen, and what it is for. */
export const ShownSecret = ({ secret }: { readonly secret: string }) => (
  <div className="grid gap-3">
    <p>
      <strong className="font-semibold">Copy it now.</strong> It is stored encrypted, and nobody can show it again.
    </p>
    <Snippet code={secret} what="the secret" />
    <p className="text-muted">Where the events arrive, verify the bytes with it before you read them:</p>
    <Snippet
      code={`import { Webhook } from 'standardwebhooks'; // npm\nconst event = new Webhook(process.env.HOLDFAST_WEBHOOK_SECRET).verify(rawBody, headers);`}
      what="the lines"
    />
  </div>
);
