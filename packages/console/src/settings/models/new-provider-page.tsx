import { Panel } from '../../controls/panel.tsx';
import { useMay } from '../../session/session-context.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { StateFrame } from '../../states/state-frame.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { NewProviderForm } from './new-provider-form.tsx';

export const NewProviderPage = () => (
  <SettingsFrame head={<PageHeader title="Add a provider" />}>
    {useMay('providers:manage') ? (
      <div className="grid max-w-[720px] grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
        <Panel title="Where models run">
          <div className="p-4">
            <NewProviderForm />
          </div>
        </Panel>
      </div>
    ) : (
      <StateFrame role="alert" title="You may not add providers">
        <p>This needs the permission providers:manage. Ask an admin of the workspace.</p>
      </StateFrame>
    )}
  </SettingsFrame>
);
