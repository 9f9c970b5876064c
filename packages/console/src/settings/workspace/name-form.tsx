import { changeWorkspace, type Workspace } from '@holdfast/protocol/identity/workspaces';
import { useState } from 'react';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { Saved } from '../saved.tsx';

interface NameFormProps {
  readonly workspace: Workspace;
  readonly impossible: string | undefined;
  readonly lookAgain: () => Promise<unknown>;
}

export const NameForm = ({ workspace, impossible, lookAgain }: NameFormProps) => {
  const [said, setSaid] = useState('');
  const submit = useSubmit({
    ask: (holdfast, name: string) =>
      holdfast.bodyOf(
        changeWorkspace,
        { params: { workspace_id: workspace.id }, body: { name } },
        { version: workspace.version },
      ),
    onAnswer: () => {
      setSaid('Saved.');
      void lookAgain();
    },
  });
  return (
    <Panel title="Name">
      <div className="grid gap-4 p-4">
        <Form
          label="Rename"
          submit={submit}
          act="Rename"
          impossible={impossible}
          beside={<Saved said={submit.isRunning ? '' : said} />}
          onFilled={(filled) => {
            setSaid('');
            submit.run(filled('name').trim());
          }}
        >
          <TextField
            label="Name"
            name="name"
            required
            maxLength={100}
            autoComplete="off"
            defaultValue={workspace.name}
            readOnly={impossible !== undefined}
          />
        </Form>
        <p className="flex flex-wrap items-center gap-2 text-small text-muted">
          Its id, for the header Holdfast-Workspace: <code className="font-mono wrap-anywhere">{workspace.id}</code>
          <CopyButton text={workspace.id} what="the id" />
        </p>
      </div>
    </Panel>
  );
};
