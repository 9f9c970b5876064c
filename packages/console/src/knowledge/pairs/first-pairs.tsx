import type { ReactNode } from 'react';
import { LinkButton } from '../../controls/link-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { Snippet } from '../../controls/snippet.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';

const curl = (): string => `curl -sS ${location.origin}/api/v1/knowledge/pairs \\
  -H 'authorization: Bearer YOUR_KEY' \\
  -H 'content-type: application/json' \\
  -d '{"question": "How do I get my money back?", "answer": "Within 30 days, by the form in your account."}'`;

const Way = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div className="grid content-start justify-items-start gap-2 border-t border-line px-4 py-4 first:border-t-0">
    <h3 className="font-semibold">{title}</h3>
    {children}
  </div>
);

/** What to do while there is no pair. */
export const FirstPairs = () => {
  const mayWrite = useMay('knowledge:write');
  return (
    <div className="grid max-w-[860px] gap-4">
      <Panel title="Nothing is known here yet">
        <p className="border-b border-line px-4 py-3">
          A pair is a question and its answer. Assistants look for the pairs that fit what somebody asks, by words and
          by meaning, and answer from them.
        </p>
        {mayWrite ? (
          <>
            <Way title="Import a file">
              <p className="text-muted">
                CSV, TSV, JSON, JSON lines, Markdown or XLSX, each plain, gzipped or in a zip. You see what was found
                before anything is stored, and can undo it as a whole.
              </p>
              <LinkButton to={paths.newImport()}>Import a file</LinkButton>
            </Way>
            <Way title="Write the first pair">
              <LinkButton to={paths.newPair()} look="plain">
                Add a pair
              </LinkButton>
            </Way>
            <Way title="Send one from a program">
              <div className="w-full">
                <Snippet code={curl()} what="the command" />
              </div>
            </Way>
          </>
        ) : (
          <p className="px-4 py-3 text-muted">
            To add pairs one needs the permission knowledge:write, which analysts and admins have.
          </p>
        )}
      </Panel>
    </div>
  );
};
