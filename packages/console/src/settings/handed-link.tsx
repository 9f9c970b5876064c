import type { Timestamp } from '@holdfast/protocol/time';
import { type ReactNode, useState } from 'react';
import { Snippet } from '../controls/snippet.tsx';
import { Moment } from '../text/moment.tsx';

interface HandedLinkProps {
  readonly link: string;
  readonly expiresAt: Timestamp;
  /** What to do with it. */
  readonly children: ReactNode;
}

/** A link that is seen once and handed on by whoever made it. */
export const HandedLink = ({ link, expiresAt, children }: HandedLinkProps) => {
  const [now] = useState(Date.now);
  return (
    <div className="grid gap-2">
      <p>{children}</p>
      <Snippet code={link} what="the link" />
      <p className="text-small text-muted">
        It works until <Moment at={expiresAt} now={now} />, and is not shown again.
      </p>
    </div>
  );
};
