import { CopyButton } from '../../controls/copy-button.tsx';

/** What somebody wrote for an act that is not done any more, to be taken along. */
export const Written = ({ text }: { readonly text: string }) => (
  <div className="grid gap-1">
    <p className="flex items-center gap-2 text-small text-muted">
      What you wrote, to take along
      <CopyButton text={text} what="what you wrote" />
    </p>
    <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>
  </div>
);
