import { createWorkspace, listWorkspaces } from '@holdfast/protocol/identity/workspaces';
import type { Topic } from '@holdfast/protocol/live/topic';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { useSessionStore } from '../../session/session-context.ts';
import { useMe } from '../../session/use-me.ts';
import { counted } from '../../text/count.ts';
import { Day } from '../../text/day.tsx';
import { Saved } from '../saved.tsx';
import { SettingsPage } from '../settings-page.tsx';

type Listed = (typeof listWorkspaces)['answers'][200]['_output']['items'][number];

const NO_TOPICS: readonly Topic[] = [];

const Own = ({ id }: { readonly id: string }) => {
  const me = useMe();
  const session = useSessionStore();
  if (me?.workspace?.workspace_id === id) return <span className="text-small text-muted">you are in it</span>;
  if (me?.memberships.some(({ workspace_id: own }) => own === id) !== true) {
    return <span className="text-small text-muted">not yours</span>;
  }
  return <Button onClick={() => void session.chooseWorkspace(id)}>Go there</Button>;
};

const COLUMNS: readonly Column<Listed>[] = [
  { heading: 'Workspace', cell: ({ name }) => name },
  { heading: 'Members', isNumber: true, cell: ({ members }) => members },
  {
    heading: 'Second factor',
    cell: ({ second_factor_required: isAsked }) => (isAsked ? 'asked for' : 'not asked for'),
  },
  { heading: 'Made', cell: ({ created_at: at }) => <Day at={at} /> },
  { heading: 'You', cell: ({ id }) => <Own id={id} /> },
];

const NewWorkspace = ({ onMade }: { readonly onMade: () => void }) => {
  const session = useSessionStore();
  const [made, setMade] = useState('');
  const submit = useSubmit({
    ask: (holdfast, name: string) => holdfast.bodyOf(createWorkspace, { body: { name } }),
    onAnswer: ({ name }) => {
      setMade(name);
      onMade();
      void session.look();
    },
  });
  return (
    <Panel title="Make a workspace" note="You are its first admin">
      <div className="max-w-[480px] p-4">
        <Form
          key={made}
          label="Make a workspace"
          submit={submit}
          act="Make it"
          beside={<Saved said={made === '' || submit.isRunning ? '' : `${made} is made.`} />}
          onFilled={(filled) => submit.run(filled('name').trim())}
        >
          <TextField
            label="Name"
            name="name"
            required
            maxLength={100}
            autoComplete="off"
            hint="Nothing of one workspace is seen from another: the database sees to it."
          />
        </Form>
      </div>
    </Panel>
  );
};

/** All workspaces of the instance, for those who run it. */
export const WorkspacesPage = () => {
  const pages = useLivePages<Listed>(
    ['workspaces'],
    (holdfast, cursor, signal) =>
      holdfast.call(listWorkspaces, { query: { cursor } }, { ...(signal !== undefined && { signal }) }),
    NO_TOPICS,
  );
  return (
    <SettingsPage title="Workspaces" live={pages.live} what="the workspaces">
      {({ body: { items, next_cursor: cursor } }) => (
        <>
          <Panel
            title="Workspaces of this instance"
            note={`${counted(items.length, 'workspace')}${cursor === null ? '' : ' of more'}, the latest first`}
          >
            <Table
              label="Workspaces"
              columns={COLUMNS}
              grid="lg:grid-cols-[minmax(0,1.6fr)_72px_minmax(0,0.7fr)_minmax(0,0.6fr)_112px]"
              rows={items}
              keyOf={({ id }) => id}
            />
            <LoadMore pages={pages} what="that there are" />
          </Panel>
          <NewWorkspace onMade={pages.live.refresh} />
        </>
      )}
    </SettingsPage>
  );
};
