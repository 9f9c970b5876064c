import type { Decision, Execution, Revision } from '@holdfast/protocol/decisions/decision';
import type { ReactNode } from 'react';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { ArgumentList } from '../arguments/argument-list.tsx';
import { writtenOut } from '../arguments/typed-arguments.ts';
import { GivenText } from '../arguments/given-text.tsx';
import { actorWords } from '../actor-words.ts';

const DIGITS = 8;

const shortHash = (hash: string): string => `${hash.slice(0, DIGITS)}…${hash.slice(-DIGITS)}`;

const Hash = ({ decision: { kind, arguments_sha256: hash, arguments: given } }: { readonly decision: Decision }) => (
  <span className="flex flex-wrap items-center gap-x-2">
    <code className="font-mono">
      {kind} · <span title={hash}>sha256 {shortHash(hash)}</span>
    </code>
    <CopyButton text={hash} what="the hash of the arguments" />
    <span>JSON</span>
    <CopyButton text={writtenOut(given)} what="the arguments as JSON" />
  </span>
);

const Edits = ({ revisions, me }: { readonly revisions: readonly Revision[]; readonly me: string | undefined }) => (
  <ul aria-label="Revisions" className="border-t border-line px-4 py-2 text-small text-muted">
    {revisions.slice(1).map(({ revision, by, reason }) => (
      <li key={revision} className="wrap-anywhere">
        Revision {revision} by <GivenText text={actorWords(by, me)} />
        {reason !== null && (
          <>
            : “<GivenText text={reason} />”
          </>
        )}
      </li>
    ))}
  </ul>
);

interface ArgumentsPanelProps {
  readonly decision: Decision;
  readonly revisions: readonly Revision[];
  readonly me: string | undefined;
  /** In place of the arguments while somebody types others. */
  readonly editor: ReactNode;
  readonly edit: ReactNode;
}

const TITLES: Readonly<Record<Execution['status'], string>> = {
  waiting: 'Exactly this will run',
  taken: 'Exactly this is being done',
  executed: 'Exactly this was done',
  failed: 'Exactly this was tried',
};

const titleOf = ({ outcome, execution }: Decision): string =>
  outcome?.verdict === 'deny' ? 'Exactly this was asked for' : TITLES[execution?.status ?? 'waiting'];

/** Exactly what is asked for, and what of it was asked for otherwise at first. */
export const ArgumentsPanel = ({ decision, revisions, me, editor, edit }: ArgumentsPanelProps) => (
  <Panel title={titleOf(decision)} note={<Hash decision={decision} />}>
    {editor ?? (
      <>
        <ArgumentList is={decision.arguments} was={revisions[0]?.arguments} />
        {revisions.length > 1 && <Edits revisions={revisions} me={me} />}
        {edit !== undefined && <div className="border-t border-line px-4 py-2">{edit}</div>}
      </>
    )}
  </Panel>
);
