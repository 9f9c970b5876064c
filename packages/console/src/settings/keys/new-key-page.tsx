import type { createKey } from '@holdfast/protocol/identity/keys';
import { useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { StateFrame } from '../../states/state-frame.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { NewKeyForm } from './new-key-form.tsx';
import { ShownKey } from './shown-key.tsx';

type NewKey = (typeof createKey)['answers'][201]['_output'];

const Made = ({ made }: { readonly made: NewKey }) => (
  <Panel title={made.name} note="Shown now and never again">
    <div role="status" className="grid gap-4 p-4">
      <ShownKey whole={made.key} />
      <PageLink
        to={paths.keys()}
        isHere={false}
        className="justify-self-start text-accent underline underline-offset-2"
      >
        I have it: to the list of keys
      </PageLink>
    </div>
  </Panel>
);

export const NewKeyPage = () => {
  const canMake = useMay('keys:manage');
  const [made, setMade] = useState<NewKey | undefined>(undefined);
  return (
    <SettingsFrame head={<PageHeader title={made === undefined ? 'Make an API key' : 'Your new API key'} />}>
      {canMake ? (
        <div className="grid max-w-[720px] grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
          {made === undefined ? <NewKeyForm onMade={setMade} /> : <Made made={made} />}
        </div>
      ) : (
        <StateFrame role="alert" title="You may not make API keys">
          <p>This needs the permission keys:manage. Ask an admin of the workspace for a key.</p>
        </StateFrame>
      )}
    </SettingsFrame>
  );
};
