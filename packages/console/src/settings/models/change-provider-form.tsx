import { changeProvider, type Provider } from '@holdfast/protocol/providers/providers';
import { useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { Saved } from '../saved.tsx';
import { ConnectionFields } from './connection-fields.tsx';
import { TRYING_MS } from './patience.ts';
import { TryField } from './try-field.tsx';

interface ChangeProviderFormProps {
  readonly of: Provider;
  readonly lookAgain: () => Promise<unknown>;
}

interface Wanted {
  readonly name: string;
  readonly base_url: string | null;
  readonly key?: string;
  readonly isTried: boolean;
}

/** What is typed stands until it is stored: the page behind may learn of another version meanwhile, and says so then. */
export const ChangeProviderForm = ({ of: provider, lookAgain }: ChangeProviderFormProps) => {
  const [said, setSaid] = useState('');
  const submit = useSubmit({
    ask: (holdfast, { isTried, ...body }: Wanted) =>
      holdfast.bodyOf(
        changeProvider,
        { params: { provider_id: provider.id }, body, query: { try: isTried } },
        { version: provider.version, timeoutMs: TRYING_MS },
      ),
    onAnswer: () => {
      setSaid('Saved.');
      void lookAgain();
    },
  });
  return (
    <Panel title="Change it">
      <div className="max-w-[640px] p-4">
        <Form
          label="Change the provider"
          submit={submit}
          act="Save"
          beside={<Saved said={submit.isRunning ? '' : said} />}
          onFilled={(filled) => {
            setSaid('');
            const [address, key] = [filled('base_url').trim(), filled('key').trim()];
            submit.run({
              name: filled('name').trim(),
              base_url: address === '' ? null : address,
              ...(key === '' ? {} : { key }),
              isTried: filled('try') === 'yes',
            });
          }}
        >
          <TextField
            label="Name"
            name="name"
            required
            maxLength={100}
            autoComplete="off"
            defaultValue={provider.name}
          />
          <ConnectionFields
            kind={provider.kind}
            isNew={false}
            hasKey={provider.key !== null}
            address={provider.base_url}
          />
          <TryField />
        </Form>
      </div>
    </Panel>
  );
};
