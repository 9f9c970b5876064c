import { Panel } from '../../controls/panel.tsx';
import { useMay } from '../../session/session-context.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { ImportForm } from './import-form.tsx';
import { MayNotChange } from './may-not-change.tsx';

export const ImportPage = () => (
  <SettingsFrame head={<PageHeader title="Import prices" />}>
    {useMay('traces:manage') ? (
      <div className="grid max-w-[840px] grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
        <Panel title="A table of prices">
          <div className="p-4">
            <ImportForm />
          </div>
        </Panel>
      </div>
    ) : (
      <MayNotChange />
    )}
  </SettingsFrame>
);
