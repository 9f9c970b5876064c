import { createKey } from '@holdfast/protocol/identity/keys';
import { Button } from '../../controls/button.tsx';
import { Snippet } from '../../controls/snippet.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { NO_KEY } from './snippets.ts';

const DAYS = 90;

interface MadeKeyProps {
  readonly whole: string | undefined;
  readonly onMade: (whole: string) => void;
}

/** The key that the programs below show: made here by who may, else asked for. */
export const MadeKey = ({ whole, onMade }: MadeKeyProps) => {
  const canMake = useMay('keys:manage');
  const submit = useSubmit({
    ask: (holdfast, days: number) =>
      holdfast.bodyOf(createKey, {
        body: {
          name: 'First spans',
          scopes: ['traces:write'],
          expires_at: new Date(Date.now() + days * 86_400_000).toISOString(),
        },
      }),
    onAnswer: ({ key }) => onMade(key),
  });
  if (whole !== undefined) {
    return (
      <div role="status" className="grid gap-2">
        <p>
          <strong className="font-semibold">Copy your key now.</strong> It may send spans and nothing else, works for{' '}
          {DAYS} days, stands in the programs below, and cannot be shown again.
        </p>
        <Snippet code={whole} what="the key" />
      </div>
    );
  }
  if (!canMake) {
    return (
      <p className="text-muted">
        Where it says {NO_KEY} put an API key with the scope traces:write. Making keys needs the permission keys:manage:
        ask an admin of the workspace for one.
      </p>
    );
  }
  return (
    <div className="grid justify-items-start gap-2">
      <p className="text-muted">
        A program shows a key with the scope traces:write. One is made here with a press, or with another name and life{' '}
        <PageLink to={paths.newKey()} isHere={false} className="text-accent underline underline-offset-2">
          in Settings
        </PageLink>
        .
      </p>
      <Button look="primary" aria-disabled={submit.isRunning} onClick={() => !submit.isRunning && submit.run(DAYS)}>
        {submit.isRunning ? 'One moment …' : 'Make a key'}
      </Button>
      {submit.refusal !== undefined && (
        <p role="alert" className="text-bad">
          {submit.refusal}
        </p>
      )}
    </div>
  );
};
