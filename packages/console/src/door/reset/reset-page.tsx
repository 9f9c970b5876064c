import { useReset as resetWithToken } from '@holdfast/protocol/identity/password-resets';
import { useState } from 'react';
import { Form } from '../../forms/form.tsx';
import { NewPasswordField } from '../../forms/new-password-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { paths } from '../../routing/paths.ts';
import { useSessionStore } from '../../session/session-context.ts';
import { DoorFrame } from '../door-frame.tsx';
import { DoorLink } from '../door-link.tsx';
import { NoToken } from '../no-token.tsx';
import { useFragmentToken } from '../use-fragment-token.ts';

const TITLE = 'Set a new password';

const WORDS = {
  token_unusable:
    'This link works no more: it was used, is too old, or another one was made after it. Ask for a new one.',
};

const ResetForm = ({ token }: { readonly token: string }) => {
  const session = useSessionStore();
  const [isDone, setIsDone] = useState(false);
  const submit = useSubmit({
    ask: (holdfast, password: string) => holdfast.call(resetWithToken, { body: { token, password } }),
    onAnswer: () => {
      setIsDone(true);
      void session.look();
    },
    words: WORDS,
  });
  if (isDone) {
    return (
      <DoorFrame title="Your password is new" sentence="Every sign-in of your account has ended.">
        <p>
          <DoorLink to={paths.signIn()}>Sign in</DoorLink> with the new password.
        </p>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title={TITLE} sentence="Every sign-in of your account ends, wherever it is.">
      <Form label={TITLE} submit={submit} act="Set the password" onFilled={(filled) => submit.run(filled('password'))}>
        <NewPasswordField label="New password" isFirst />
      </Form>
    </DoorFrame>
  );
};

/** Where the link of a password reset leads. */
export const ResetPage = () => {
  const token = useFragmentToken();
  return token === undefined ? <NoToken title={TITLE} /> : <ResetForm key={token} token={token} />;
};
