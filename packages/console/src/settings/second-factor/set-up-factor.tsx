import { beginSecondFactor } from '@holdfast/protocol/identity/second-factor';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { ConfirmFactor } from './confirm-factor.tsx';

type Begun = (typeof beginSecondFactor)['answers'][201]['_output'];

/** From none to one: what it is for, then the secret, then a code of it. */
export const SetUpFactor = ({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) => {
  const [begun, setBegun] = useState<Begun | undefined>(undefined);
  const begin = useSubmit({
    ask: (holdfast) => holdfast.bodyOf(beginSecondFactor, {}),
    onAnswer: setBegun,
  });
  if (begun !== undefined) return <ConfirmFactor begun={begun} onCodes={onCodes} />;
  return (
    <Panel title="You have none">
      <div className="grid justify-items-start gap-3 p-4">
        <p>
          With one, a password that somebody learnt does not open your account: signing in asks for six digits as well,
          which only your authenticator knows. Any app for such codes will do.
        </p>
        <Button look="primary" aria-disabled={begin.isRunning} onClick={() => begin.run(undefined)}>
          {begin.isRunning ? 'One moment …' : 'Set it up'}
        </Button>
        {begin.refusal !== undefined && (
          <p role="alert" className="text-bad wrap-anywhere">
            {begin.refusal}
          </p>
        )}
      </div>
    </Panel>
  );
};
