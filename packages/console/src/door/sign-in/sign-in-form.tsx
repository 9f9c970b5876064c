import { HoldfastError } from '@holdfast/client/holdfast-error';
import { signIn } from '@holdfast/protocol/identity/sign-in';
import { useState } from 'react';
import { TextButton } from '../../controls/text-button.tsx';
import { CodeFields, shownCode, type ShownCode } from '../../forms/code-fields.tsx';
import { Form } from '../../forms/form.tsx';
import { PasswordField } from '../../forms/password-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { useSessionStore } from '../../session/session-context.ts';

interface Known {
  readonly email: string;
  readonly password: string;
}

type Shown = Known & Partial<ShownCode>;

const PASSWORD_WORDS = { wrong_credentials: 'E-mail or password is not right.' };
const CODE_WORDS = { wrong_credentials: 'That code does not open this. Wait for the next one and try again.' };

const isCodeNeeded = (error: Error): boolean => error instanceof HoldfastError && error.code === 'code_needed';

/** Password first; a code only of those who have a second factor. */
export const SignInForm = () => {
  const session = useSessionStore();
  const [known, setKnown] = useState<Known | undefined>(undefined);
  const [email, setEmail] = useState('');
  const submit = useSubmit({
    ask: (holdfast, shown: Shown) =>
      holdfast.bodyOf(signIn, { body: shown }).catch((error: unknown) => {
        if (error instanceof Error && isCodeNeeded(error)) return undefined;
        throw error;
      }),
    onAnswer: (signedIn, { email: shownEmail, password }) => {
      if (signedIn === undefined) setKnown({ email: shownEmail, password });
      else session.take(signedIn.me);
    },
    words: known === undefined ? PASSWORD_WORDS : CODE_WORDS,
  });
  if (known !== undefined) {
    return (
      <Form
        key="code"
        label="Second factor"
        submit={submit}
        act="Sign in"
        onFilled={(filled) => submit.run({ ...known, ...shownCode(filled) })}
        beside={<TextButton onClick={() => setKnown(undefined)}>Somebody else</TextButton>}
      >
        <p className="text-muted wrap-anywhere">{known.email} has a second factor. Show a code of it.</p>
        <CodeFields />
      </Form>
    );
  }
  return (
    <Form
      key="password"
      label="Sign in"
      submit={submit}
      act="Sign in"
      onFilled={(filled) => submit.run({ email: filled('email').trim(), password: filled('password') })}
    >
      <TextField
        label="E-mail"
        name="email"
        type="email"
        required
        isFirst
        autoComplete="username"
        autoCapitalize="none"
        maxLength={254}
        defaultValue={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordField label="Password" name="password" autoComplete="current-password" />
    </Form>
  );
};
