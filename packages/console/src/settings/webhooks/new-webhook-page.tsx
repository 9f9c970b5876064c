import type { WebhookWithSecret } from '@holdfast/protocol/webhooks/webhooks';
import { useState } from 'react';
import { LinkButton } from '../../controls/link-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { StateFrame } from '../../states/state-frame.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { NewWebhookForm } from './new-webhook-form.tsx';
import { ShownSecret } from './shown-secret.tsx';

const Made = ({ made: { id, name, secret } }: { readonly made: WebhookWithSecret }) => (
  <Panel title={`The secret of ${name}`} note="Shown now and never again">
    <div role="status" className="grid justify-items-start gap-4 p-4">
      <ShownSecret secret={secret} />
      <LinkButton to={paths.webhook(id)} look="plain">
        I have it: to the webhook
      </LinkButton>
    </div>
  </Panel>
);

export const NewWebhookPage = () => {
  const canAdd = useMay('webhooks:manage');
  const [made, setMade] = useState<WebhookWithSecret | undefined>(undefined);
  return (
    <SettingsFrame head={<PageHeader title={made === undefined ? 'Add a webhook' : 'Your new webhook'} />}>
      {canAdd ? (
        <div className="grid max-w-[720px] grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
          {made === undefined ? (
            <Panel title="Where events go">
              <div className="p-4">
                <NewWebhookForm onMade={setMade} />
              </div>
            </Panel>
          ) : (
            <Made made={made} />
          )}
        </div>
      ) : (
        <StateFrame role="alert" title="You may not add webhooks">
          <p>This needs the permission webhooks:manage. Ask an admin of the workspace.</p>
        </StateFrame>
      )}
    </SettingsFrame>
  );
};
