import type { Account } from '@holdfast/protocol/identity/account';
import { changePassword } from '@holdfast/protocol/identity/me';
import { useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { Form } from '../../forms/form.tsx';
import { NewPasswordField } from '../../forms/new-password-field.tsx';
import { PasswordField } from '../../forms/password-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { useSessionStore } from '../../session/session-context.ts';
import { Saved } from '../saved.tsx';

const WORDS = { wrong_credentials: 'The current password is not right.' };

const PasswordForm = ({ account, onDone }: { readonly account: Account; readonly onDone: () => void }) => {
  const session = useSessionStore();
  const submit = useSubmit({
    ask: (holdfast, body: { readonly current_password: string; readonly new_password: string }) =>
      holdfast.bodyOf(changePassword, { body }),
    onAnswer: ({ me }) => {
      session.take(me);
      onDone();
    },
    words: WORDS,
  });
  return (
    <Form
      label="Password"
      submit={submit}
      act="Change the password"
      onFilled={(filled) =>
        submit.run({ current_password: filled('current_password'), new_password: filled('new_password') })
      }
    >
      <input type="text" name="username" autoComplete="username" value={account.email} readOnly hidden />
      <PasswordField label="Current password" name="current_password" autoComplete="current-password" />
      <NewPasswordField label="New password" name="new_password" />
    </Form>
  );
};

export const PasswordPanel = ({ account }: { readonly account: Account }) => {
  const [changes, setChanges] = useState(0);
  return (
    <Panel title="Password" note="Every other sign-in of yours ends when it changes">
      <div className="grid gap-3 p-4">
        {account.has_password ? (
          // a new form after each change: nothing of a password stays on the page
          <PasswordForm key={changes} account={account} onDone={() => setChanges(changes + 1)} />
        ) : (
          <p className="text-muted">
            You have none: you sign in with an issuer. An admin can make a link for you to set one.
          </p>
        )}
        <Saved said={changes === 0 ? '' : 'Your password is new, and all your other sign-ins have ended.'} />
      </div>
    </Panel>
  );
};
