import type { Account } from '@holdfast/protocol/identity/account';
import { changeMe } from '@holdfast/protocol/identity/me';
import { useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { useSessionStore } from '../../session/session-context.ts';
import { Saved } from '../saved.tsx';

const WORDS = { email_taken: 'Another account has this e-mail. Take another one, or sign in to that account.' };

export const PersonPanel = ({ account }: { readonly account: Account }) => {
  const session = useSessionStore();
  const [said, setSaid] = useState('');
  const submit = useSubmit({
    ask: (holdfast, body: { readonly name?: string; readonly email?: string }) => holdfast.bodyOf(changeMe, { body }),
    onAnswer: (me) => {
      session.take(me);
      setSaid('Saved.');
    },
    words: WORDS,
  });
  return (
    <Panel title="You">
      <div className="p-4">
        <Form
          label="You"
          submit={submit}
          act="Save"
          beside={<Saved said={submit.isRunning ? '' : said} />}
          onFilled={(filled) => {
            const [name, email] = [filled('name').trim(), filled('email').trim()];
            setSaid('');
            submit.run({ ...(name !== account.name && { name }), ...(email !== account.email && { email }) });
          }}
        >
          <TextField
            label="Name"
            name="name"
            required
            maxLength={200}
            autoComplete="name"
            defaultValue={account.name}
            hint="What members of your workspaces see."
          />
          <TextField
            label="E-mail"
            name="email"
            type="email"
            required
            maxLength={254}
            autoComplete="email"
            defaultValue={account.email}
            hint="You sign in with it. Another one is taken once you have shown that it is you."
          />
        </Form>
      </div>
    </Panel>
  );
};
