import { LinkButton } from '../../controls/link-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { Snippet } from '../../controls/snippet.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { NewImport } from '../new-import/new-import.tsx';

const curl = (): string => `curl -sS ${location.origin}/api/v1/knowledge/pairs \\
  -H 'authorization: Bearer YOUR_KEY' \\
  -H 'content-type: application/json' \\
  -d '{"question": "How do I get my money back?",
       "answer": "Within 30 days, by the form in your account."}'`;

const OneByOne = () => (
  <Panel title="One by one">
    <div className="grid justify-items-start gap-3 p-4">
      <LinkButton to={paths.newPair()} look="plain">
        Add a pair
      </LinkButton>
      <p className="text-muted">Or from a program:</p>
      <div className="w-full">
        <Snippet code={curl()} what="the command" />
      </div>
    </div>
  </Panel>
);

/** What to do while there is no pair. It goes away by itself when one comes. */
export const FirstPairs = () => {
  const mayWrite = useMay('knowledge:write');
  return (
    <div className="grid max-w-[1080px] grid-cols-[minmax(0,1fr)] gap-4">
      <div className="grid gap-1">
        <h2 className="font-semibold">Nothing is known here yet</h2>
        <p className="max-w-[80ch] text-muted">
          A pair is a question and its answer. Assistants look for the pairs that fit what somebody asks, by words and
          by meaning, and answer from them.
        </p>
      </div>
      {mayWrite ? (
        <>
          <NewImport />
          <OneByOne />
        </>
      ) : (
        <p className="text-muted">
          To add pairs one needs the permission knowledge:write, which analysts and admins have.
        </p>
      )}
    </div>
  );
};
