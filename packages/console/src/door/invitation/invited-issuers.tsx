import { beginOidc } from '@holdfast/protocol/identity/oidc';
import { Button } from '../../controls/button.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { useSession } from '../../session/session-context.ts';

/** An invitation can also be accepted by who one is elsewhere. */
export const InvitedIssuers = ({ token }: { readonly token: string }) => {
  const session = useSession();
  const begin = useSubmit({
    ask: (holdfast, issuer: string) => holdfast.bodyOf(beginOidc, { params: { issuer }, body: { invitation: token } }),
    onAnswer: ({ location: to }) => location.assign(to),
  });
  const issuers = session.state === 'in' || session.state === 'out' ? session.setup.issuers : [];
  if (issuers.length === 0) return undefined;
  return (
    <div role="group" aria-label="Other ways to join" className="grid gap-2 border-t border-line pt-4">
      {issuers.map(({ id, name }) => (
        <Button key={id} aria-disabled={begin.isRunning} onClick={() => begin.run(id)}>
          Join with {name}
        </Button>
      ))}
      {begin.refusal !== undefined && (
        <p role="alert" className="text-bad wrap-anywhere">
          {begin.refusal}
        </p>
      )}
    </div>
  );
};
