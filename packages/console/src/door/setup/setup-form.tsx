import { setUp } from '@holdfast/protocol/identity/setup';
import { Form, type Filled } from '../../forms/form.tsx';
import { NewPasswordField } from '../../forms/new-password-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { useSessionStore } from '../../session/session-context.ts';

const WORDS = {
  wrong_credentials: 'That is not the token of this instance. Copy it from the terminal, or from the file setup-token.',
  already_set_up: 'Somebody was faster: this instance is set up. Load the page again to sign in.',
};

const bodyOf = (filled: Filled, token: string | undefined) => ({
  setup_token: token ?? filled('setup_token').trim(),
  name: filled('name').trim(),
  email: filled('email').trim(),
  password: filled('password'),
  workspace: filled('workspace').trim(),
});

export const SetupForm = ({ token }: { readonly token: string | undefined }) => {
  const session = useSessionStore();
  const submit = useSubmit({
    ask: (holdfast, body: ReturnType<typeof bodyOf>) => holdfast.bodyOf(setUp, { body }),
    onAnswer: ({ me }) => session.take(me),
    words: WORDS,
  });
  return (
    <Form
      label="Set up"
      submit={submit}
      act="Make account and workspace"
      onFilled={(filled) => submit.run(bodyOf(filled, token))}
    >
      {token === undefined && (
        <TextField
          label="Setup token"
          name="setup_token"
          required
          isFirst
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          pattern="\s*[A-Za-z0-9_\-]{1,200}\s*"
          title="It has letters, digits, - and _ only."
          hint={
            <>
              The start printed it in the terminal. It is also in the file{' '}
              <code className="font-mono">setup-token</code> of the data folder.
            </>
          }
        />
      )}
      <TextField
        label="Your name"
        name="name"
        required
        isFirst={token !== undefined}
        autoComplete="name"
        maxLength={200}
      />
      <TextField label="E-mail" name="email" type="email" required autoComplete="username" maxLength={254} />
      <NewPasswordField />
      <TextField
        label="Workspace"
        name="workspace"
        required
        autoComplete="organization"
        maxLength={100}
        hint="Where people, data and keys of one team are together. Others can be made later."
      />
    </Form>
  );
};
