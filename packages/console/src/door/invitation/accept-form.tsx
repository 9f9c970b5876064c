import { HoldfastError } from '@holdfast/client/holdfast-error';
import { acceptInvitation } from '@holdfast/protocol/identity/invitations';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { CodeFields, shownCode } from '../../forms/code-fields.tsx';
import { Form, type Filled } from '../../forms/form.tsx';
import { NewPasswordField } from '../../forms/new-password-field.tsx';
import { PasswordField } from '../../forms/password-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { paths } from '../../routing/paths.ts';
import { useSessionStore } from '../../session/session-context.ts';
import { InvitedIssuers } from './invited-issuers.tsx';

const WORDS = {
  wrong_credentials: 'That does not open your account.',
  already_member: 'You are a member of this workspace already. Sign in.',
  token_unusable: 'This invitation works no more. Ask whoever invited you for a new one.',
};

interface AcceptFormProps {
  readonly token: string;
  readonly email: string;
  readonly hasAccount: boolean;
}

const bodyOf = (token: string, filled: Filled, isCodeAsked: boolean) => ({
  token,
  password: filled('password'),
  ...(filled('name') !== '' && { name: filled('name').trim() }),
  ...(isCodeAsked && shownCode(filled)),
});

/** A new account, or the one that has this e-mail. */
export const AcceptForm = ({ token, email, hasAccount }: AcceptFormProps) => {
  const session = useSessionStore();
  const router = useRouter();
  const [isCodeAsked, setIsCodeAsked] = useState(false);
  const submit = useSubmit({
    ask: (holdfast, body: ReturnType<typeof bodyOf>) => holdfast.bodyOf(acceptInvitation, { body }),
    onAnswer: ({ me }) => {
      session.take(me);
      void router.navigate({ href: paths.home(), replace: true });
    },
    words: WORDS,
    onRefused: (error) => {
      const isAsked = error instanceof HoldfastError && error.code === 'code_needed';
      if (isAsked) setIsCodeAsked(true);
      return isAsked;
    },
  });
  return (
    <>
      <Form
        label="Accept the invitation"
        submit={submit}
        act={hasAccount ? 'Sign in and join' : 'Make an account and join'}
        onFilled={(filled) => submit.run(bodyOf(token, filled, isCodeAsked))}
      >
        {!hasAccount && (
          <TextField label="Your name" name="name" required isFirst autoComplete="name" maxLength={200} />
        )}
        <TextField label="E-mail" name="email" value={email} readOnly autoComplete="username" />
        {hasAccount ? (
          <PasswordField
            label="Password"
            name="password"
            autoComplete="current-password"
            isFirst
            hint="Of the account that this e-mail has here already."
          />
        ) : (
          <NewPasswordField />
        )}
        {isCodeAsked && <CodeFields />}
      </Form>
      <InvitedIssuers token={token} />
    </>
  );
};
