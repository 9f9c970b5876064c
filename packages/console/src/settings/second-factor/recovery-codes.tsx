import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { CopyButton } from '../../controls/copy-button.tsx';
import { downloadText } from './download-text.ts';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly email: string;
  readonly onKept: () => void;
}

/** They are gone with this page, so it asks whether they were kept. */
export const RecoveryCodes = ({ codes, email, onKept }: RecoveryCodesProps) => {
  const [isKept, setIsKept] = useState(false);
  const text = codes.join('\n');
  const list = `Recovery codes of ${email} for Holdfast at ${location.origin}\nEach works once, in the place of a code.\n\n${text}\n`;
  return (
    <div className="grid gap-4 p-4">
      <p>
        When the authenticator is lost, one of these opens your account in the place of its code. Each works once. Keep
        them where you find them without this device.
      </p>
      <ol
        aria-label="Recovery codes"
        className="grid gap-x-8 gap-y-1 rounded-control border border-line bg-sunken px-4 py-3 font-mono sm:grid-cols-2 print:border-0"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <Button onClick={() => downloadText('holdfast-recovery-codes.txt', list)}>Download</Button>
        <Button onClick={() => globalThis.print()}>Print</Button>
        <CopyButton text={text} what="the recovery codes" />
      </div>
      <div className="grid gap-3 border-t border-line pt-4 print:hidden">
        <label className="flex items-center gap-3">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={isKept}
            onChange={(event) => setIsKept(event.target.checked)}
          />
          I have kept them
        </label>
        <div className="flex flex-wrap items-center gap-3">
          <Button
            look="primary"
            aria-disabled={!isKept}
            onClick={() => {
              if (isKept) onKept();
            }}
          >
            Done
          </Button>
          {!isKept && <span className="text-muted">They are not shown again.</span>}
        </div>
      </div>
    </div>
  );
};
