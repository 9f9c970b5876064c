import { getWorkspace, type Workspace } from '@holdfast/protocol/identity/workspaces';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import { useLive } from '../../live/use-live.ts';
import { useMay, useSessionStore } from '../../session/session-context.ts';
import { useMe } from '../../session/use-me.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { StateFrame } from '../../states/state-frame.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { SettingsPage } from '../settings-page.tsx';
import { FactorRule } from './factor-rule.tsx';
import { NameForm } from './name-form.tsx';

const NONE_OF_IT = 'Only who may manage the workspace can change this: ask an admin.';

const NoWorkspace = () => (
  <SettingsFrame head={<PageHeader title="Name and rules" />}>
    <StateFrame title="You belong to no workspace">
      <p>Ask an admin of one for an invitation. What is your own you find under You.</p>
    </StateFrame>
  </SettingsFrame>
);

const WorkspaceSettings = ({ id }: { readonly id: string }) => {
  const session = useSessionStore();
  const impossible = useMay('workspace:manage') ? undefined : NONE_OF_IT;
  const live = useLive<Workspace>({
    key: ['workspace', id],
    ask: (holdfast, signal) => holdfast.call(getWorkspace, { params: { workspace_id: id } }, { signal }),
  });
  const lookAgain = (): Promise<unknown> => Promise.all([live.refreshed(), session.look()]);
  const deeds = useDeeds(lookAgain);
  return (
    <SettingsPage title="Name and rules" live={live} what="the workspace" above={<DeedsView deeds={deeds} />}>
      {({ body: workspace }) => (
        <div className="grid max-w-[720px] grid-cols-[minmax(0,1fr)] gap-4">
          <NameForm workspace={workspace} impossible={impossible} lookAgain={lookAgain} />
          <FactorRule workspace={workspace} impossible={impossible} deeds={deeds} />
        </div>
      )}
    </SettingsPage>
  );
};

/** The workspace one is in: what it is called, what it asks of its members. */
export const WorkspacePage = () => {
  const id = useMe()?.workspace?.workspace_id;
  return id === undefined ? <NoWorkspace /> : <WorkspaceSettings id={id} />;
};
