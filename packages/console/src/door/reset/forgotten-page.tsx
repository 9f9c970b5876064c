import { askForReset } from '@holdfast/protocol/identity/password-resets';
import { useState } from 'react';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { paths } from '../../routing/paths.ts';
import { useSession } from '../../session/session-context.ts';
import { DoorFrame } from '../door-frame.tsx';
import { DoorLink } from '../door-link.tsx';
import { DoorWaits } from '../door-waits.tsx';

const TITLE = 'Forgotten password';
const BACK = <DoorLink to={paths.signIn()}>Back to sign in</DoorLink>;

const AskForm = () => {
  const [askedFor, setAskedFor] = useState<string | undefined>(undefined);
  const submit = useSubmit({
    ask: (holdfast, email: string) => holdfast.bodyOf(askForReset, { body: { email } }),
    onAnswer: (_, email) => setAskedFor(email),
  });
  if (askedFor !== undefined) {
    return (
      <p role="status" className="wrap-anywhere">
        If {askedFor} has an account here, a letter with a link is on its way. The link works for a short while and
        once. Nothing came? Look where unwanted mail goes, then ask an admin of your workspace.
      </p>
    );
  }
  return (
    <Form label={TITLE} submit={submit} act="Send me a link" onFilled={(filled) => submit.run(filled('email').trim())}>
      <TextField label="E-mail" name="email" type="email" required isFirst autoComplete="username" maxLength={254} />
    </Form>
  );
};

export const ForgottenPage = () => {
  const session = useSession();
  if (session.state === 'asking' || session.state === 'unknown') return <DoorWaits title={TITLE} />;
  if (!session.setup.mail) {
    return (
      <DoorFrame title={TITLE} beside={BACK}>
        <p>
          This instance sends no mail. Ask an admin of your workspace for a link with which you set a new password, or
          whoever runs the instance.
        </p>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title={TITLE} sentence="A link to set a new one goes to your mailbox." beside={BACK}>
      <AskForm />
    </DoorFrame>
  );
};
