import { type beginSecondFactor, confirmSecondFactor } from '@holdfast/protocol/identity/second-factor';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { QrCode } from './qr-code.tsx';

interface ConfirmFactorProps {
  readonly begun: (typeof beginSecondFactor)['answers'][201]['_output'];
  readonly onCodes: (codes: readonly string[]) => void;
}

const WORDS = {
  wrong_credentials:
    'That is not the code of this secret. Wait for the next one, and see that the clock of the device is right.',
};

/** In fours, as one reads it from a screen. */
const inFours = (secret: string): string => secret.match(/.{1,4}/gu)?.join(' ') ?? secret;

export const ConfirmFactor = ({ begun, onCodes }: ConfirmFactorProps) => {
  const submit = useSubmit({
    ask: (holdfast, code: string) => holdfast.bodyOf(confirmSecondFactor, { body: { code } }),
    onAnswer: ({ recovery_codes: codes }) => onCodes(codes),
    words: WORDS,
  });
  return (
    <Panel title="Tell it to your authenticator">
      <div className="grid items-start gap-6 p-4 sm:grid-cols-[184px_minmax(0,1fr)]">
        <QrCode rows={begun.qr} label="QR code of the secret" />
        <div className="grid gap-4">
          <div className="grid gap-1">
            <p>Scan the picture with the app. Or type this secret into it:</p>
            <p className="flex items-center gap-2">
              <code className="font-mono wrap-anywhere">{inFours(begun.secret)}</code>
              <CopyButton text={begun.secret} what="the secret" />
            </p>
            <a href={begun.otpauth_uri} className="justify-self-start text-accent underline underline-offset-2">
              Open in an app on this device
            </a>
          </div>
          <Form
            label="Confirm"
            submit={submit}
            act="Confirm"
            onFilled={(filled) => submit.run(filled('code').replaceAll(/\s/gu, ''))}
          >
            <TextField
              label="Code"
              name="code"
              required
              isFirst
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="\s*(\d\s*){6}"
              title="It must be six digits."
              hint="The six digits that the app shows now. From then on signing in asks for them."
            />
          </Form>
        </div>
      </div>
    </Panel>
  );
};
