import type { Account } from '@holdfast/protocol/identity/account';
import { proveMe } from '@holdfast/protocol/identity/me';
import { CodeFields, shownCode, type ShownCode } from '../forms/code-fields.tsx';
import { Form } from '../forms/form.tsx';
import { PasswordField } from '../forms/password-field.tsx';
import { useSubmit } from '../forms/use-submit.ts';
import { SignOutButton } from './sign-out-button.tsx';
import { useSessionStore } from './session-context.ts';

type Shown = ShownCode | { readonly password: string };

const WORDS = { wrong_credentials: 'That is not it. See that it is the right one for this account.' };

interface ProofFormProps {
  readonly account: Account;
  readonly onShown: () => void;
}

/** Whoever comes from an issuer and has neither password nor second factor can only come in anew. */
const NothingToShow = () => (
  <div className="grid justify-items-start gap-3 px-4 pb-4">
    <p>
      You came by an issuer, and have neither a password nor a second factor here. Sign out and in again: for a while
      after that nothing more is asked.
    </p>
    <SignOutButton />
  </div>
);

/** A code where there is a second factor: whoever took the sign-in may know the password as well. */
export const ProofForm = ({ account, onShown }: ProofFormProps) => {
  const session = useSessionStore();
  const isCode = account.second_factor;
  const submit = useSubmit({
    ask: (holdfast, shown: Shown) => holdfast.bodyOf(proveMe, { body: shown }),
    onAnswer: ({ me }) => {
      session.take(me);
      onShown();
    },
    words: WORDS,
  });
  if (!account.has_password && !isCode) return <NothingToShow />;
  return (
    <div className="grid gap-3 px-4 pb-4">
      <p className="text-muted">
        What you are about to do is sensitive, and it is a while ago that you showed a secret. It goes on afterwards.
      </p>
      <Form
        label="Show that it is you"
        submit={submit}
        act="Go on"
        onFilled={(filled) => submit.run(isCode ? shownCode(filled) : { password: filled('password') })}
      >
        <input type="text" name="username" autoComplete="username" value={account.email} readOnly hidden />
        {isCode ? (
          <CodeFields />
        ) : (
          <PasswordField label="Password" name="password" autoComplete="current-password" isFirst />
        )}
      </Form>
    </div>
  );
};
