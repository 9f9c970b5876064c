import { Button } from '../../controls/button.tsx';
import { CopyButton } from '../../controls/copy-button.tsx';
import { GivenText } from './given-text.tsx';

interface KeptDraftProps {
  readonly draft: string;
  /** Why it is of no use any more, as a sentence without its end. */
  readonly why: string;
  readonly onLeave: () => void;
}

/** Arguments that somebody typed and that cannot be sent any more, to be taken along. */
export const KeptDraft = ({ draft, why, onLeave }: KeptDraftProps) => (
  <section aria-label="What you typed" className="grid gap-2 rounded-panel border border-warn bg-warn-soft px-4 py-3">
    <p role="status" className="wrap-anywhere">
      <strong className="font-semibold">
        <GivenText text={why} />.
      </strong>{' '}
      The arguments that you typed were not saved. <CopyButton text={draft} what="what you typed" />
    </p>
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what moves by itself is moved by keys as well
      tabIndex={0}
      className="max-h-[32dvh] overflow-auto rounded-control border border-line bg-surface px-3 py-2 font-mono text-small wrap-anywhere whitespace-pre-wrap"
    >
      {draft}
    </pre>
    <div>
      <Button onClick={onLeave}>Leave it</Button>
    </div>
  </section>
);
